package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The sub-pollers of the JDK's sockets must never be scheduled on a carrier. */
class PollerOrderTest {

    private static final List<String> OPTIONS = List.of(ForkedJvm.OPEN_JAVA_LANG,
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    @Test
    void subPollersKeepTheJdksScheduler() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, OPTIONS, "start");
        assertEquals("java.util.concurrent.ForkJoinPool", result.lastLine());
    }

    @Test
    void brokenTwinWhoseFiberComesFirstCapturesThem() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, OPTIONS, "twin");
        assertEquals("io.netty.channel.nio.NioEventLoop", result.lastLine());
    }

    static final class Main {

        public static void main(String[] arguments) throws Exception {
            NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("loop", true));
            if (arguments[0].equals("start")) {
                Fibers fibers = Fibers.start(
                        new Fibers.Settings(Placement.AUTO, Carriers.HOG_THRESHOLD, Carriers.BUDGET, Map.of(),
                                Carriers.RUNNING_AFTER,
                                Carriers.BLOCKED_AFTER, Carriers.RUNNING_AFTER, 4),
                        loops, Main.class.getClassLoader(),
                        loop -> LoopEvents.NONE);
                fibers.scheduler().start(Carriers.unchecked(Main::useASocket)).thread().join();
            } else {
                Thread twin = VirtualThreads.newThread(loops.next(), "twin", Main.class.getClassLoader(),
                        Carriers.unchecked(Main::useASocket));
                twin.start();
                twin.join();
            }
            System.out.println(schedulerOfSubPollers());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static void useASocket() throws Exception {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket peer = server.accept()) {
                Thread.ofPlatform().start(Carriers.unchecked(() -> {
                    TimeUnit.MILLISECONDS.sleep(100); // so that the read really parks
                    peer.getOutputStream().write(1);
                }));
                client.getInputStream().read();
            }
        }

        private static String schedulerOfSubPollers() throws Exception {
            Class<?> pollerClass = Class.forName("sun.nio.ch.Poller");
            Method readPollers = pollerClass.getDeclaredMethod("readPollers");
            readPollers.setAccessible(true);
            Object poller = ((List<?>) readPollers.invoke(null)).get(0);
            Field owner = pollerClass.getDeclaredField("owner");
            owner.setAccessible(true);
            Object thread = owner.get(poller);
            Field scheduler = thread.getClass().getDeclaredField("scheduler");
            scheduler.setAccessible(true);
            return scheduler.get(thread).getClass().getName();
        }
    }
}
