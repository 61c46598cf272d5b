package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.net.HookedSockets;

/**
 * Statement 82 of the conformance list, hazard 33: the loop of a carrier ends while fibers are parked in a monitor, in a sleep,
 * in
 * a JDK socket and in a hooked one.
 */
class LoopGoneTest {

    private static final List<String> OPTIONS = List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET,
            ForkedJvm.OPEN_SUN_NIO_CH);

    @Test
    void C82_fibersOfALoopThatIsGoneEndAndTheJvmsVirtualThreadsStillWork() throws Exception {
        assertAllEnd("event-loop");
    }

    @Test
    void C82_fibersOfADedicatedCarrierThatHasStoppedEndAndTheJvmsVirtualThreadsStillWork() throws Exception {
        assertAllEnd("dedicated");
    }

    private static void assertAllEnd(String group) throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, OPTIONS, group);
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("all ended"), result.output());
    }

    @Test
    void brokenTwinThatUsesTheLoopItselfAsExecutorBreaksTheJvm() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, OPTIONS, "loop");
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

        private static final int PARKED = 4;

        public static void main(String[] arguments) throws Exception {
            VirtualThreads.initialisePoller();
            NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("loop", true));
            FiberIo io = new FiberIo(new TargetRules(List.of(), DefaultLimits.NONE));
            Fibers fibers = arguments[0].equals("loop") ? null
                    : Fibers.start(
                            new Fibers.Settings(Placement.AUTO, Carriers.HOG_THRESHOLD, Carriers.BUDGET,
                                    Map.of(FiberScheduler.DEDICATED, 1), Duration.ZERO, Carriers.BLOCKED_AFTER,
                                    Carriers.RUNNING_AFTER, 4),
                            loops, Main.class.getClassLoader(), io::eventsOf);
            Executor starter = fibers == null ? task -> startOn(loops.next(), task)
                    : fibers.scheduler().group(arguments[0])::start;
            CountDownLatch parked = new CountDownLatch(PARKED);
            CountDownLatch ended = new CountDownLatch(PARKED);
            try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket peer = server.accept();
                    Socket hooked = HookedSockets.connect(io, server.getLocalSocketAddress(), null);
                    Socket hookedPeer = server.accept()) {
                synchronized (MONITOR) {
                    park(starter, parked, ended, () -> {
                        synchronized (MONITOR) {
                            return;
                        }
                    });
                    park(starter, parked, ended, () -> Thread.sleep(500));
                    park(starter, parked, ended, () -> client.getInputStream().read());
                    park(starter, parked, ended, () -> hooked.getInputStream().read());
                    parked.await();
                    Thread.sleep(200); // until all have really parked
                    if (arguments[0].equals(FiberScheduler.DEDICATED)) {
                        fibers.group(FiberScheduler.DEDICATED).retire(); // ends its own loops
                    } else {
                        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
                    }
                }
                peer.getOutputStream().write(1);
                hookedPeer.getOutputStream().write(1);
                long patience = fibers == null ? 1 : 5; // the twin's hang for ever
                boolean all = ended.await(patience, TimeUnit.SECONDS);
                System.out.println(all ? "all ended" : ended.getCount() + " still parked");
                boolean others = ordinaryVirtualThreadsWork(patience);
                System.out.println("ordinary virtual threads " + (others ? "work" : "hang"));
                System.out.flush();
                Runtime.getRuntime().halt(all && others ? 0 : 1);
            }
        }

        private static void startOn(EventLoop loop, Runnable task) {
            VirtualThreads.newThread(loop, "twin", Main.class.getClassLoader(), task).start();
        }

        private static void park(Executor starter, CountDownLatch parked, CountDownLatch ended, Carriers.Task task) {
            starter.execute(Carriers.unchecked(() -> {
                parked.countDown();
                task.run();
                ended.countDown();
            }));
        }

        /** One blocks on a monitor, which the JDK's unblocker thread must end, one reads from a socket. */
        private static boolean ordinaryVirtualThreadsWork(long patience) throws Exception {
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
                return done.await(patience, TimeUnit.SECONDS);
            }
        }
    }
}
