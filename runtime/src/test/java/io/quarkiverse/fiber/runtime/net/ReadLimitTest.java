package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Limits of reads that come from configuration, with code that does not expect them. */
class ReadLimitTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void codeThatReadsOnAfterTheLimitIsEndedAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, readsWithin(LIMIT, false)); Pair pair = Pair.of(hooked, row)) {
            Duration took = hooked.run(row, () -> {
                InputStream in = pair.hooked().getInputStream();
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, in::read);
                var ended = assertThrows(SocketException.class, in::read);
                Duration both = Duration.ofNanos(System.nanoTime() - started);
                assertSame(timeout, ended.getCause());
                assertEquals("Read again after: Read timed out after 200 ms: " + pair.hooked().getRemoteSocketAddress()
                        + " (quarkus.fiber.targets.\"slow\".read-timeout)", Elapsed.cut(ended));
                return both;
            });
            TimeBounds.assertTook(LIMIT, BOUND, took);
        }
    }

    @Test
    void zeroThatTheCodeSetsIsNoTimeoutThatItExpects() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, readsWithin(LIMIT, false));
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.hooked().setSoTimeout(0);
            hooked.run(Row.EVENT_LOOP, () -> {
                InputStream in = pair.hooked().getInputStream();
                assertThrows(SocketTimeoutException.class, in::read);
                return assertThrows(SocketException.class, in::read);
            });
        }
    }

    @Test
    void limitBeginsAnewWithTheNextRequest() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, readsWithin(LIMIT, false));
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            Duration took = hooked.run(Row.EVENT_LOOP, () -> {
                InputStream in = pair.hooked().getInputStream();
                assertThrows(SocketTimeoutException.class, in::read);
                pair.hooked().getOutputStream().write(1);
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, in::read);
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(LIMIT, BOUND, took);
        }
    }

    @Test
    void bytesThatComeAfterTheLimitAreReadAndTheLimitBeginsAnew() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, readsWithin(LIMIT, false));
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            hooked.run(Row.EVENT_LOOP, () -> assertThrows(SocketTimeoutException.class, pair.hooked().getInputStream()::read));
            pair.peer().getOutputStream().write(42);
            while (pair.hooked().getInputStream().available() == 0) {
                Thread.sleep(1);
            }
            hooked.run(Row.EVENT_LOOP, () -> {
                InputStream in = pair.hooked().getInputStream();
                assertEquals(42, in.read());
                return assertThrows(SocketTimeoutException.class, in::read);
            });
        }
    }

    @Test
    void codeThatSetsATimeoutMayReadOnAfterIt() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, readsWithin(LIMIT, true));
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.hooked().setSoTimeout(10_000);
            hooked.run(Row.EVENT_LOOP, () -> {
                InputStream in = pair.hooked().getInputStream();
                assertThrows(SocketTimeoutException.class, in::read);
                return assertThrows(SocketTimeoutException.class, in::read);
            });
        }
    }

    private static TargetRules readsWithin(Duration limit, boolean override) {
        Limits limits = new Limits("slow", null, limit, null, override, true, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }
}
