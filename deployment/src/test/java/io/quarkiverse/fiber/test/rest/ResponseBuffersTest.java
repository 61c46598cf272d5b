package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.runtime.rest.ResponseBuffers;
import io.quarkus.test.QuarkusUnitTest;

class ResponseBuffersTest {

    private static final String REST = "org/jboss/resteasy/reactive/server/vertx/VertxResteasyReactiveRequestContext.class";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Resource.class));

    /** Fails with a version of REST in which the call that is replaced is not there any more. */
    @Test
    void restTakesItsBuffersFromOurs() throws Exception {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(REST)) {
            String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(constants.contains(ResponseBuffers.class.getName().replace('.', '/')));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 5_000, 20_000, 1_000_000 })
    void textOfAnyLengthArrivesWhole(int length) {
        get("/buffers/text?length=" + length).then().statusCode(200)
                .body(equalTo("ü".repeat(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 16 * 1024, 16 * 1024 + 1, 1_000_000 })
    void bytesOfAnyLengthArriveWhole(int length) {
        assertArrayEquals(new byte[length], get("/buffers/bytes?length=" + length).asByteArray());
    }

    @Path("/buffers")
    @Hooked
    public static class Resource {

        @GET
        @Path("text")
        public String text(@QueryParam("length") int length) {
            return "ü".repeat(length);
        }

        @GET
        @Path("bytes")
        public byte[] bytes(@QueryParam("length") int length) {
            return new byte[length];
        }
    }
}
