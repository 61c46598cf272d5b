package io.quarkiverse.fiber.test.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkus.test.QuarkusUnitTest;

/** The bean has the rules of the configuration, and what it changes counts for substituted calls. */
class ChangedLimitsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.fiber.io.read-timeout", "1h")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".match", "127.0.0.1,localhost")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".read-timeout", "30s");

    @Inject
    IoLimits limits;

    @Inject
    FiberScheduler scheduler;

    @Test
    void ruleOfTheConfigurationIsChangedForAConnectionThatExists() throws Exception {
        TargetRule configured = TargetRule.of("peer", "127.0.0.1", "localhost").withReadTimeout(Duration.ofSeconds(30));
        assertEquals(List.of(configured), limits.rules());
        assertEquals(new DefaultLimits(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(5)),
                limits.defaults());
        try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
                Socket socket = new Socket(LOOPBACK, listener.getLocalPort())) {
            limits.put(configured.withReadTimeout(Duration.ofMillis(100)));
            SocketTimeoutException e = scheduler
                    .submit(() -> assertThrows(SocketTimeoutException.class, socket.getInputStream()::read))
                    .get(10, TimeUnit.SECONDS);
            assertTrue(e.getMessage().contains("quarkus.fiber.targets.\"peer\".read-timeout"), e.getMessage());
        }
    }
}
