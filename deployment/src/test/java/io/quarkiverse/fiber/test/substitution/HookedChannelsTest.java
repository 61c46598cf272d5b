package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.QuarkusUnitTest;

/** Channels of an application, as its JVM runs it after the build. */
class HookedChannelsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(ChannelShapes.class));

    @Inject
    FiberScheduler fibers;

    @Test
    void everyChannelThatIsOpenedIsHooked() throws Exception {
        for (Object channel : ChannelShapes.opened()) {
            assertTrue(isHooked(channel), channel.getClass().getName());
            ((AutoCloseable) channel).close();
        }
        try (SocketChannel channel = ChannelShapes.notHooked()) {
            assertFalse(isHooked(channel));
        }
    }

    @Test
    void serverOverASelectorEchoesToAFiberWithStreams() throws Exception {
        ServerSocketChannel listener = ChannelShapes.listener();
        assertTrue(isHooked(listener));
        FutureTask<String> echo = new FutureTask<>(() -> ChannelShapes.echo(listener.getLocalAddress(), "there and back"));
        fibers.start(echo);
        FutureTask<Void> serving = new FutureTask<>(() -> {
            ChannelShapes.serveOverASelector(listener);
            return null;
        });
        fibers.start(serving);
        assertEquals("there and back", echo.get(20, TimeUnit.SECONDS));
        serving.get(20, TimeUnit.SECONDS);
    }

    private static boolean isHooked(Object channel) {
        return channel.getClass().getName().startsWith("io.quarkiverse.fiber.runtime.net.Hooked");
    }
}
