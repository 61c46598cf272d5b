package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.TargetRule.AppliesTo;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Limits of Unix-domain sockets, by their paths. */
class UnixTargetTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final DefaultLimits NONE = new DefaultLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    @TempDir
    Path directory;

    private Path path;
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws Exception {
        path = directory.resolve("db.sock");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
    }

    private TargetRule rule(String name, String fileName) {
        return TargetRule.of(name, "unix:" + directory.resolve(fileName)).withAppliesTo(AppliesTo.ALL);
    }

    private SocketChannel connect(HookedIo hooked, Row row) throws Exception {
        return hooked.run(row, () -> HookedChannels.connect(hooked.io, UnixDomainSocketAddress.of(path)));
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void ruleOfThePathLimitsReads(Row row) throws Exception {
        TargetRules rules = TargetRules.of(List.of(rule("db", "*").withReadTimeout(LIMIT)), NONE);
        try (HookedIo hooked = new HookedIo(row, rules); SocketChannel channel = connect(hooked, row)) {
            assertEndsInTime(hooked, row, () -> channel.read(ByteBuffer.allocate(1)), "Read", "read");
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void ruleOfThePathLimitsWrites(Row row) throws Exception {
        TargetRules rules = TargetRules.of(List.of(rule("db", "db.sock").withWriteTimeout(LIMIT)), NONE);
        try (HookedIo hooked = new HookedIo(row, rules); SocketChannel channel = connect(hooked, row)) {
            assertEndsInTime(hooked, row, () -> channel.write(ByteBuffer.allocate(8 * 1024 * 1024)), "Write", "write");
        }
    }

    private void assertEndsInTime(HookedIo hooked, Row row, Callable<?> operation, String what, String property)
            throws Exception {
        hooked.run(row, () -> {
            long began = System.nanoTime();
            SocketTimeoutException e = assertThrows(SocketTimeoutException.class, operation::call);
            TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - began));
            assertTrue(e.getMessage().startsWith(what + " timed out after "), e.getMessage());
            assertTrue(e.getMessage().contains(": " + path + " ("), e.getMessage());
            assertTrue(Elapsed.cut(e).endsWith("quarkus.fiber.targets.\"db\"." + property + "-timeout)"), e.getMessage());
            return null;
        });
    }

    @Test
    void mostSpecificRuleCounts() throws Exception {
        TargetRule anything = TargetRule.of("anything", "*");
        TargetRule directory = rule("directory", "*");
        TargetRule family = rule("family", "db*");
        TargetRule exact = rule("exact", "db.sock");
        assertEquals("anything", targetWith(anything));
        assertEquals("directory", targetWith(anything, directory));
        assertEquals("family", targetWith(directory, family, anything));
        assertEquals("exact", targetWith(exact, family, directory, anything));
        assertEquals("", targetWith(TargetRule.of("port", "*:1-65535"), TargetRule.of("network", "0.0.0.0/0")));
    }

    private String targetWith(TargetRule... rules) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, TargetRules.of(List.of(rules), NONE));
                SocketChannel channel = connect(hooked, Row.EVENT_LOOP)) {
            return ((HookedChannel) channel).fd().info().target();
        }
    }

    @Test
    void acceptedConnectionHasTheDefaults() throws Exception {
        TargetRules rules = TargetRules.of(List.of(rule("db", "*")), NONE);
        Path other = directory.resolve("other.sock");
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules);
                ServerSocketChannel server = HookedChannels.listener(hooked.io, StandardProtocolFamily.UNIX)
                        .bind(UnixDomainSocketAddress.of(other));
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(other));
                SocketChannel accepted = hooked.run(Row.EVENT_LOOP, server::accept)) {
            assertEquals("", ((HookedChannel) accepted).fd().info().target());
        }
    }
}
