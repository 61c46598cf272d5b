package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.HookedTimeoutException;
import io.quarkus.test.QuarkusUnitTest;

/** Mappers of the application win over the default answer to a timeout: the nearest one. */
class OwnTimeoutMapperTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, OfClass.class, Mappers.class, ForAll.class, Waits.class,
                    Silence.class));

    @Test
    void mapperForASuperclassOfWhatWasThrownWins() {
        get("/own/read").then().statusCode(418).body(equalTo("timeout"));
    }

    @Test
    void mapperForWhatAPoolThrowsWins() {
        get("/own/pool").then().statusCode(418).body(equalTo("pool"));
    }

    @Test
    void mapperForOurExceptionWinsOverOneForAll() {
        get("/own/sleep").then().statusCode(418).body(equalTo("InterruptedException in Resource.waits"));
        get("/own/wrapped-read").then().statusCode(418).body(equalTo("IllegalStateException in Resource.waits"));
    }

    @Test
    void mapperOfTheResourceClassWins() {
        get("/own-of-class/sleep").then().statusCode(418).body(equalTo("class"));
    }

    @Test
    void mapperForAllMapsTheRestAsBefore() {
        get("/own/none").then().statusCode(418).body(equalTo("all"));
    }

    private static Response teapot(String text) {
        return Response.status(418).entity(text).build();
    }

    public static class Mappers {

        @ServerExceptionMapper
        public Response timeout(SocketTimeoutException e) {
            return teapot("timeout");
        }

        @ServerExceptionMapper
        public Response pool(SQLException e) {
            return teapot("pool");
        }

        @ServerExceptionMapper
        public Response ours(HookedTimeoutException e) {
            return teapot(e.getCause().getClass().getSimpleName() + " in " + e.endpoint());
        }
    }

    @Provider
    public static class ForAll implements ExceptionMapper<Exception> {

        @Override
        public Response toResponse(Exception e) {
            return teapot("all");
        }
    }

    @Path("/own")
    public static class Resource {

        @Inject
        Waits waits;

        @GET
        @Path("{wait}")
        @Hooked(deadline = "50ms")
        public String waits(@RestPath String wait) throws Exception {
            waits.longAs(wait);
            return "not reached";
        }
    }

    @Path("/own-of-class")
    public static class OfClass {

        @Inject
        Waits waits;

        @GET
        @Path("sleep")
        @Hooked(deadline = "50ms")
        public String sleep() throws Exception {
            waits.longAs("sleep");
            return "not reached";
        }

        @ServerExceptionMapper
        public Response map(InterruptedException e) throws IOException {
            return teapot("class");
        }
    }
}
