package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements 74 and 84 of the conformance list, hazard 29. */
class InterruptConformanceTest {

    private static final String CLOSED = "Closed by interrupt";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORM")
    void C74_interruptOfAWriteClosesTheSocket(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            var writing = hooked.start(row, Failure.of(() -> {
                pair.hooked().getOutputStream().write(new byte[8 * 1024 * 1024]);
                return null;
            })).parked();
            long interrupted = System.nanoTime();
            writing.thread().interrupt();
            writing.get().assertIsPromptAfter(interrupted, CLOSED);
            assertTrue(pair.hooked().isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORM")
    void C74_interruptOfAConnectClosesTheSocket(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); SilentTarget silent = new SilentTarget()) {
            Socket socket = hooked.socket();
            var connecting = hooked.start(row, Failure.of(() -> {
                socket.connect(silent.address(), 0);
                return null;
            })).parked();
            long interrupted = System.nanoTime();
            connecting.thread().interrupt();
            connecting.get().assertIsPromptAfter(interrupted, CLOSED);
            assertTrue(socket.isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORM")
    void C74_interruptOfAnAcceptClosesTheListener(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(row, Failure.of(listener::accept)).parked();
            long interrupted = System.nanoTime();
            accepting.thread().interrupt();
            accepting.get().assertIsPromptAfter(interrupted, CLOSED);
            assertTrue(listener.isClosed());
        }
    }

    @Test
    void C74_interruptOfAPlatformThreadDoesNotEndItsAccept() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(Row.PLATFORM, listener::accept).parked();
            accepting.thread().interrupt();
            new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
            accepting.get().close();
        }
    }

    @Test
    void C84_platformThreadWithItsInterruptFlagSetReadsWithoutSpinning() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            var reading = hooked.start(Row.PLATFORM, () -> {
                Thread.currentThread().interrupt();
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                assertEquals(1, pair.hooked().getInputStream().read());
                assertTrue(Thread.currentThread().isInterrupted(), "the flag is lost");
                return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
            }).parked();
            Thread.sleep(300);
            assertFalse(reading.future().isDone());
            pair.peer().getOutputStream().write(1);
            assertTrue(reading.get().compareTo(Duration.ofMillis(30)) < 0, "CPU time: " + reading.get());
        }
    }
}
