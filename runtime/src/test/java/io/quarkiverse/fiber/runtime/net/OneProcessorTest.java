package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** One processor for all virtual threads: who waits for another without a pause waits for ever. */
class OneProcessorTest {

    private static final List<String> OPTIONS = List.of("-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1", ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET,
            ForkedJvm.OPEN_SUN_NIO_CH);

    @Test
    void closeByAnInterruptedVirtualThreadLetsTheReaderLeave() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(InterruptedClose.class, OPTIONS);
        assertEquals("Socket closed, interrupted: true", result.lastLine(), result.output());
    }

    @Test
    void cancelByAnInterruptedVirtualThreadLetsTheReaderLeave() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(InterruptedCancel.class, OPTIONS);
        assertEquals("cancelled, interrupted: true", result.lastLine(), result.output());
    }

    static final class InterruptedCancel {

        public static void main(String[] arguments) throws Exception {
            HookedIo hooked = new HookedIo(Row.DEFAULT_VIRTUAL);
            Pair pair = Pair.of(hooked, Row.PLATFORM);
            var reading = hooked.start(Row.DEFAULT_VIRTUAL, Failure.of(() -> pair.hooked().getInputStream().read())).parked();
            boolean kept = hooked.run(Row.DEFAULT_VIRTUAL, () -> {
                Thread.currentThread().interrupt();
                hooked.manager.cancelAll(pair.hooked());
                return Thread.interrupted();
            });
            boolean cancelled = reading.get().why() instanceof FiberCancelledException;
            System.out.println((cancelled ? "cancelled" : "not cancelled") + ", interrupted: " + kept);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    static final class InterruptedClose {

        public static void main(String[] arguments) throws Exception {
            HookedIo hooked = new HookedIo(Row.DEFAULT_VIRTUAL);
            Pair pair = Pair.of(hooked, Row.PLATFORM);
            var reading = hooked.start(Row.DEFAULT_VIRTUAL, Failure.of(() -> pair.hooked().getInputStream().read())).parked();
            boolean kept = hooked.run(Row.DEFAULT_VIRTUAL, () -> {
                Thread.currentThread().interrupt();
                pair.hooked().close();
                return Thread.interrupted();
            });
            System.out.println(reading.get().why().getMessage() + ", interrupted: " + kept);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
