package io.quarkiverse.fiber.test.substitution;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/** Run by continuous testing only. */
@QuarkusTest
class ContinuousET {

    @Test
    void endpointIsHooked() {
        get("/packaged").then().statusCode(200).body(equalTo("HookedSocket on an event loop"));
    }

    @Test
    void codeOfTestsIsHooked() throws IOException {
        try (Socket socket = new Socket()) {
            assertEquals("HookedSocket", socket.getClass().getSimpleName());
        }
    }
}
