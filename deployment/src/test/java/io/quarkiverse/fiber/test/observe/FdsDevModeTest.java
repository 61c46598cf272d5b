package io.quarkiverse.fiber.test.observe;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.empty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class FdsDevModeTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(SilentPeer.class));

    @Test
    void developerHasTheListOnTheMainInterface() {
        get("/q/fiber/fds").then().statusCode(200).body("$", empty());
    }
}
