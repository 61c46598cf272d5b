package io.quarkiverse.fiber.test.observe;

import static io.restassured.RestAssured.get;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class FdsWithoutManagementTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(SilentPeer.class));

    @Test
    void listIsNotExposedWhereAnybodyCanAsk() {
        get("/q/fiber/fds").then().statusCode(404);
    }
}
