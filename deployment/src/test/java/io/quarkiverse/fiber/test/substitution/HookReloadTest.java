package io.quarkiverse.fiber.test.substitution;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class HookReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Reloaded.class));

    @Test
    void callThatAnEditAddsIsHooked() {
        get("/reloaded").then().body(equalTo("java.lang.Object"));
        APP.modifySourceFile(Reloaded.class, source -> source.replace("new Object()", "new java.net.Socket()"));
        get("/reloaded").then().body(equalTo("io.quarkiverse.fiber.runtime.net.HookedSocket"));
    }
}
