package io.quarkiverse.fiber.test.substitution;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class HookReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Reloaded.class, Napper.class))
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith(".SubstitutionProcessor"));

    @Test
    void callsThatAnEditAddsAreHookedAndReported() throws IOException {
        get("/reloaded").then().body(equalTo("java.lang.Object"));
        String before = report();
        assertFalse(before.contains("Reloaded#get") || before.contains("Reloaded#load"), before);
        APP.modifySourceFile(Reloaded.class, source -> source.replace("new Object()", "new java.net.Socket()")
                .replaceFirst("}\\s*$",
                        "void load() { System.loadLibrary(\"none\"); } }"));
        get("/reloaded").then().body(equalTo("io.quarkiverse.fiber.runtime.net.HookedSocket"));
        String after = report();
        assertTrue(after.contains("Reloaded#get:11  java.net.Socket() -> io.quarkiverse.fiber.runtime.hook."), after);
        assertTrue(after.contains("\n  org.postgresql.core.SocketFactoryFactory#"), "what is known of jars: " + after);
        assertTrue(after.contains("BLOCKS io.quarkiverse.fiber.test.substitution.Reloaded#load:26"), after);
    }

    @Test
    void callIsNotHookedAfterAnEditOfTheClassThatItNames() {
        get("/reloaded/nap").then().body(equalTo("the JDK's"));
        APP.modifySourceFile(Napper.class, source -> source.replace("{\n}", "{ public static void sleep(long millis) { } }"));
        get("/reloaded/nap").then().body(equalTo("Napper's own"));
    }

    /** The file that the log names. */
    private static String report() throws IOException {
        return Files.readString(Path.of(APP.getLogRecords().getLast().getParameters()[1].toString()));
    }
}
