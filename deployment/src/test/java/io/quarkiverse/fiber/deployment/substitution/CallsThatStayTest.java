package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that look like those of a hooked member. */
class CallsThatStayTest {

    static class CallOfTheSuperclass extends Samples.Base {

        int twoMore(int number) {
            return super.plus(number) + 1;
        }
    }

    @Test
    void callOfTheSuperclassesMethodStaysAndIsReported() throws IOException {
        ClassSubstitution substitution = of(CallOfTheSuperclass.class);
        assertEquals(List.of(), substitution.replaced());
        // its constructor calls that of the hooked class
        assertEquals(List.of("the constructor of a subclass", "a call of the superclass's method"),
                substitution.left().stream().map(CallSite::outcome).toList());
    }

    static class Overriding extends Samples.Base {

        @Override
        public int plus(int number) {
            return number;
        }

        public static long twice(long number) {
            return number;
        }
    }

    static class Overridden {

        static final IntUnaryOperator REFERENCE = new Overriding()::plus;

        static long calls() {
            return new Overriding().plus(1) + Overriding.twice(2);
        }
    }

    @Test
    void callOfAMethodThatOverridesOrHidesStays() throws IOException {
        ClassSubstitution substitution = of(Overridden.class);
        assertEquals(List.of(), substitution.replaced());
        assertEquals(List.of(), substitution.left());
    }

    static class SerializableReference {

        static final LongUnaryOperator REFERENCE = (LongUnaryOperator & Serializable) Samples.Base::twice;
    }

    @Test
    void serializableReferenceStaysAndIsReported() throws IOException {
        ClassSubstitution substitution = of(SerializableReference.class);
        assertEquals(List.of(), substitution.replaced());
        assertEquals(List.of("<clinit>"), substitution.left().stream().map(CallSite::method).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = { "io.quarkiverse.fiber.runtime.hook.SocketHooks", "io.quarkiverse.fiber.runtime.net.HookedSockets",
            "io.netty.channel.nio.NioEventLoop", "io.quarkus.runtime.Application" })
    void classesThatHooksAreMadeOfAreNeverLookedAt(String className) {
        assertTrue(new Exclusions(List.of()).contains(className));
    }

    private static ClassSubstitution of(Class<?> type) throws IOException {
        try (InputStream file = type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return new Substitutions(Samples.TABLE, type.getClassLoader()).of(file.readAllBytes());
        }
    }
}
