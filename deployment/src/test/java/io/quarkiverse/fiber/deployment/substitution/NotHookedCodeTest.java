package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

import io.quarkiverse.fiber.NotHooked;

class NotHookedCodeTest {

    static class Methods {

        final Callable<Socket> field;

        @NotHooked
        Methods() {
            field = Socket::new;
        }

        Methods(int ignored) {
            field = Socket::new;
        }

        @NotHooked
        Callable<Callable<Socket>> notHooked() {
            return () -> () -> new Socket();
        }

        @NotHooked
        static Callable<Socket> overloaded(int number) {
            return () -> new Socket();
        }

        static Callable<Socket> overloaded(String text) {
            return () -> new Socket();
        }
    }

    @Test
    void lambdasOfAMethodAreCoveredAndThoseOfOthersAreNot() throws IOException {
        assertHooked(Methods.class, "<init>", "lambda$overloaded$1");
    }

    @NotHooked
    static class Outer {

        static class Nested {

            static class Deeper {

                Socket open() {
                    return new Socket();
                }
            }
        }

        Callable<Socket> anonymous() {
            return new Callable<>() {

                @Override
                public Socket call() {
                    return new Socket();
                }
            };
        }
    }

    @Test
    void classesInAClassAreCovered() throws IOException {
        assertHooked(Outer.class);
        assertHooked(Outer.Nested.Deeper.class);
        assertHooked(new Outer().anonymous().getClass());
    }

    static class Local {

        @NotHooked
        Callable<Socket> inAMethod() {
            class Opener implements Callable<Socket> {

                @Override
                public Socket call() {
                    return new Socket();
                }
            }
            return new Opener();
        }

        @NotHooked
        Callable<Callable<Socket>> inALambda() {
            return () -> new Callable<>() {

                @Override
                public Socket call() {
                    return new Socket();
                }
            };
        }

        Callable<Socket> inAnother() {
            return new Callable<>() {

                @Override
                public Socket call() {
                    return new Socket();
                }
            };
        }
    }

    @Test
    void classesInAMethodAreCoveredAndThoseInOthersAreNot() throws Exception {
        assertHooked(new Local().inAMethod().getClass());
        assertHooked(new Local().inALambda().call().getClass());
        assertHooked(new Local().inAnother().getClass(), "call");
    }

    private static void assertHooked(Class<?> type, String... methods) throws IOException {
        try (InputStream file = type.getClassLoader().getResourceAsStream(Type.getInternalName(type) + ".class")) {
            ClassSubstitution substitution = new Substitutions(HookTable.INSTANCE, type.getClassLoader())
                    .of(file.readAllBytes());
            assertEquals(List.of(methods), substitution.replaced().stream().map(CallSite::method).toList());
        }
    }
}
