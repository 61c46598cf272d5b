package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

/** An application that maps all exceptions has the answers that it had. */
class MapperForAllTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, ForAll.class, Silence.class));

    @Test
    void mapperForAllGetsWhatWasThrown() {
        get("/for-all").then().statusCode(418).body(equalTo("DeadlineExceededException"));
    }

    @Provider
    public static class ForAll implements ExceptionMapper<Throwable> {

        @Override
        public Response toResponse(Throwable thrown) {
            return Response.status(418).entity(thrown.getClass().getSimpleName()).build();
        }
    }

    @Path("/for-all")
    public static class Resource {

        @Inject
        Silence silence;

        @GET
        @Hooked(deadline = "50ms")
        public int read() throws Exception {
            return silence.read();
        }
    }
}
