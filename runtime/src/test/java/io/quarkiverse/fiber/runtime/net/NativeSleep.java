package io.quarkiverse.fiber.runtime.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/** Sleeps in the C library: that blocks the platform thread, as a lookup of a name there does. */
final class NativeSleep {

    private static final MethodHandle USLEEP = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("usleep"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private NativeSleep() {
    }

    static void sleep(Duration time) {
        try {
            int ignored = (int) USLEEP.invokeExact((int) (time.toNanos() / 1_000));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
