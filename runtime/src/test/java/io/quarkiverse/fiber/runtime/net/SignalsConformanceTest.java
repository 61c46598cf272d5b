package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 32 of the conformance list: signals interrupt system calls, which nobody sees. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class SignalsConformanceTest {

    private static final int ROUNDS = 1_000;

    private static final Duration STORM = Duration.ofNanos(200_000);
    /** As often as profilers do it. A select of the JDK counts no time between signals within the same millisecond. */
    private static final Duration PROFILER = Duration.ofMillis(10);

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "PLATFORM" })
    void C32_signalsAreNoErrors(Row row) throws Exception {
        byte[] sent = new byte[64 * 1024];
        new Random(1).nextBytes(sent);
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket listener = hooked.listener();
                Signals signals = new Signals(STORM)) {
            var serving = hooked.start(row, () -> {
                signals.takeCaller();
                try (Socket server = listener.accept()) {
                    server.setTcpNoDelay(true);
                    return server.getInputStream().transferTo(server.getOutputStream());
                }
            });
            hooked.run(row, () -> {
                signals.takeCaller();
                try (Socket client = hooked.connect(HookedIo.addressOf(listener))) {
                    client.setTcpNoDelay(true);
                    for (int i = 0; i < ROUNDS; i++) {
                        client.getOutputStream().write(sent);
                        assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
                    }
                    return null;
                }
            });
            serving.get();
            assertTrue(signals.sent() > 100, "only " + signals.sent());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "PLATFORM" })
    void C32_signalsEndNoWaitAndMakeNoneLonger(Row row) throws Exception {
        Duration limit = Duration.ofMillis(200);
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row); Signals signals = new Signals(PROFILER)) {
            pair.hooked().setSoTimeout((int) limit.toMillis());
            long[] began = { 0 };
            Failure failure = hooked.run(row, Failure.of(() -> {
                signals.takeCaller();
                began[0] = System.nanoTime();
                return pair.hooked().getInputStream().read();
            }));
            TimeBounds.assertTook(limit, Duration.ofMillis(50), Duration.ofNanos(failure.at() - began[0]));
            assertInstanceOf(SocketTimeoutException.class, failure.why());
            assertTrue(signals.sent() > 0, "only " + signals.sent());
        }
    }
}
