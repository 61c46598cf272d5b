package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statement 79 of the conformance list: scopes of structured concurrency, in a JVM with preview APIs. */
class StructuredConcurrencyTest {

    private static List<String> output;

    @BeforeAll
    static void run() throws Exception {
        ForkedJvm.Result result = ForkedJvm.runWithPreview("preview/StructuredForks.java",
                "io.quarkiverse.fiber.runtime.scheduler.StructuredForks", List.of(ForkedJvm.OPEN_JAVA_LANG));
        assertEquals(0, result.exit(), result.output());
        output = result.output().lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void C79_scopeOfStructuredConcurrencyBehavesAlike(ThreadKind kind) {
        String where = kind == ThreadKind.EVENT_LOOP || kind == ThreadKind.DEDICATED ? "beside it" : "at the JDK's";
        assertSays(kind + " [sum 55, fork " + where + ", fiber false, bound, failed on purpose, other [interrupted],"
                + " timed out, other [interrupted]]");
    }

    @ParameterizedTest
    @EnumSource
    void C79_interruptOfAScopesOwnerEndsItsForks(ThreadKind kind) {
        assertSays(kind + " interrupted, other [interrupted]");
    }

    private static void assertSays(String line) {
        assertTrue(output.contains(line), () -> line + " is not in\n" + String.join("\n", output));
    }
}
