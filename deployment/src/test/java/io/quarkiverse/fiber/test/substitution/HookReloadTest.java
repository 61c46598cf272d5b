package io.quarkiverse.fiber.test.substitution;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class HookReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Reloaded.class, Napper.class));

    @Test
    void callThatAnEditAddsIsHooked() {
        get("/reloaded").then().body(equalTo("java.lang.Object"));
        APP.modifySourceFile(Reloaded.class, source -> source.replace("new Object()", "new java.net.Socket()"));
        get("/reloaded").then().body(equalTo("io.quarkiverse.fiber.runtime.net.HookedSocket"));
    }

    @Test
    void callIsNotHookedAfterAnEditOfTheClassThatItNames() {
        get("/reloaded/nap").then().body(equalTo("the JDK's"));
        APP.modifySourceFile(Napper.class, source -> source.replace("{\n}", "{ public static void sleep(long millis) { } }"));
        get("/reloaded/nap").then().body(equalTo("Napper's own"));
    }
}
