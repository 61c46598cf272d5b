package io.quarkiverse.fiber.deployment.substitution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

import io.quarkiverse.fiber.runtime.hook.HooksOf;

/** Members of all kinds with hooks that answer otherwise, and what generated classes call besides. */
public final class Samples {

    static final HookTable TABLE = new HookTable(List.of(BaseHooks.class, NamedHooks.class));

    private Samples() {
    }

    public static class Base {

        public Base() {
        }

        public Base(long wide, String narrow, double wideToo) {
        }

        public static long twice(long number) {
            return number * 2;
        }

        public int plus(int number) {
            return number + 1;
        }
    }

    public static class HookedBase extends Base {
    }

    @HooksOf(Base.class)
    public static final class BaseHooks {

        public static Base create() {
            return new HookedBase();
        }

        public static Base create(long wide, String narrow, double wideToo) {
            return new HookedBase();
        }

        public static long twice(long number) {
            return -Base.twice(number);
        }

        public static int plus(Base base, int number) {
            return -base.plus(number);
        }
    }

    public interface Named {

        String name();

        static String join(String one, String other) {
            return one + other;
        }
    }

    @HooksOf(Named.class)
    public static final class NamedHooks {

        public static String name(Named named) {
            return "hooked " + named.name();
        }

        public static String join(String one, String other) {
            return "hooked " + Named.join(one, other);
        }
    }

    public static void close(Object object) throws Exception {
        if (object instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** Makes a constant of a handle. */
    public static MethodHandle same(MethodHandles.Lookup caller, String name, Class<?> type, MethodHandle handle) {
        return handle;
    }
}
