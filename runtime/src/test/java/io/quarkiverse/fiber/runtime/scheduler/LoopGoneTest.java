package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The loop of a carrier ends while fibers are parked in a monitor, in a sleep and in a JDK socket. */
class LoopGoneTest {

    @Test
    void fibersEndAndTheJvmsVirtualThreadsStillWork() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, List.of(ForkedJvm.OPEN_JAVA_LANG), "carrier");
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("all ended"), result.output());
    }

    @Test
    void brokenTwinThatUsesTheLoopItselfAsExecutorBreaksTheJvm() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, List.of(ForkedJvm.OPEN_JAVA_LANG), "loop");
        assertNotEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("still parked"), result.output());
    }

    @Test
    void loopThatEndsUnderLoadLosesNoContinuation() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (Carriers carriers = Carriers.of(1)) {
                int fibers = 500;
                CountDownLatch left = new CountDownLatch(fibers);
                for (int i = 0; i < fibers; i++) {
                    carriers.start(() -> {
                        for (int turn = 0; turn < 20; turn++) {
                            Thread.yield();
                        }
                        Thread.sleep(3);
                        left.countDown();
                    });
                }
                carriers.loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
                assertTrue(left.await(10, TimeUnit.SECONDS), left.getCount() + " fibers were lost in round " + round);
            }
        }
    }

    static final class Main {

        static final Object MONITOR = new Object();

        public static void main(String[] arguments) throws Exception {
            VirtualThreads.initialisePoller();
            NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("loop", true));
            EventLoop loop = loops.next();
            Fibers fibers = null;
            if (arguments[0].equals("carrier")) {
                fibers = Fibers.start(
                        new Fibers.Settings(Placement.AUTO, Carriers.HOG_THRESHOLD, Carriers.BUDGET, Map.of(),
                                java.time.Duration.ofSeconds(5),
                                Carriers.BLOCKED_AFTER, Carriers.RUNNING_AFTER, 4),
                        loops, Main.class.getClassLoader(),
                        any -> LoopEvents.NONE);
            }
            CountDownLatch parked = new CountDownLatch(3);
            CountDownLatch ended = new CountDownLatch(3);
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket peer = server.accept()) {
                OutputStream out = peer.getOutputStream();
                synchronized (MONITOR) {
                    start(fibers, loop, parked, ended, () -> {
                        synchronized (MONITOR) {
                            return;
                        }
                    });
                    start(fibers, loop, parked, ended, () -> Thread.sleep(500));
                    start(fibers, loop, parked, ended, () -> client.getInputStream().read());
                    parked.await();
                    Thread.sleep(200); // until the three have really parked
                    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
                }
                out.write(1);
                boolean all = ended.await(5, TimeUnit.SECONDS);
                System.out.println(all ? "all ended" : ended.getCount() + " still parked");
                boolean others = ordinaryVirtualThreadsWork();
                System.out.println("ordinary virtual threads " + (others ? "work" : "hang"));
                System.out.flush();
                Runtime.getRuntime().halt(all && others ? 0 : 1);
            }
        }

        private static void start(Fibers fibers, EventLoop loop, CountDownLatch parked, CountDownLatch ended,
                Carriers.Task task) {
            Runnable run = Carriers.unchecked(() -> {
                parked.countDown();
                task.run();
                ended.countDown();
            });
            if (fibers != null) {
                fibers.scheduler().start(run);
            } else {
                VirtualThreads.newThread(loop, "twin", Main.class.getClassLoader(), run).start();
            }
        }

        /** One blocks on a monitor, which the JDK's unblocker thread must end, one reads from a socket. */
        private static boolean ordinaryVirtualThreadsWork() throws Exception {
            CountDownLatch done = new CountDownLatch(2);
            Object monitor = new Object();
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket peer = server.accept()) {
                synchronized (monitor) {
                    Thread.ofVirtual().start(() -> {
                        synchronized (monitor) {
                            done.countDown();
                        }
                    });
                    Thread.ofVirtual().start(Carriers.unchecked(() -> {
                        client.getInputStream().read();
                        done.countDown();
                    }));
                    Thread.sleep(100);
                }
                peer.getOutputStream().write(1);
                return done.await(5, TimeUnit.SECONDS);
            }
        }
    }
}
