package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** An echo server on a loop whose run queue is never empty. */
class FullRunQueueTest {

    private static final int ROUNDS = 200;
    /** Each takes a third of a second. */
    private static final int STARVED_ROUNDS = 5;
    /** Long beside a time slice of a busy machine. */
    private static final Duration BUDGET = Duration.ofMillis(5);
    private static final Duration BOUND = BUDGET.multipliedBy(4);

    @Test
    void loopDoesIoBetweenDrains() throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, BUDGET)) {
            AtomicBoolean stop = new AtomicBoolean();
            for (int i = 0; i < 50; i++) {
                carriers.start(() -> {
                    while (!stop.get()) {
                        Thread.yield();
                    }
                });
            }
            Duration median = medianEcho(carriers, ROUNDS);
            stop.set(true);
            assertTrue(median.compareTo(BOUND) <= 0, "an echo took " + median);
        }
    }

    @Test
    void drainsThatOtherThreadsAskForAgainAndAgainDoNotStarveIo() throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, BUDGET)) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread producer = Thread.ofPlatform().daemon().start(() -> {
                while (!stop.get()) { // each drain finds one continuation and ends, and is asked for at once
                    carriers.carrier().execute(FullRunQueueTest::spinAThirdOfABudget);
                    Thread.onSpinWait();
                    while (!stop.get() && carriers.carrier().hasWork(0)) {
                        Thread.onSpinWait();
                    }
                }
            });
            Duration median = medianEcho(carriers, ROUNDS);
            stop.set(true);
            producer.join();
            assertTrue(median.compareTo(BOUND) <= 0, "an echo took " + median);
        }
    }

    @Test
    void brokenTwinThatSubmitsItselfToTheLoopStarvesIo() throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, BUDGET)) {
            AtomicBoolean stop = new AtomicBoolean();
            EventLoop loop = carriers.loop();
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    for (int i = 0; i < 3; i++) {
                        spinAThirdOfABudget();
                    }
                    if (!stop.get()) {
                        loop.execute(this);
                    }
                }
            });
            Duration median = medianEcho(carriers, STARVED_ROUNDS);
            stop.set(true);
            assertTrue(median.compareTo(BOUND) > 0, "an echo took only " + median);
        }
    }

    private static void spinAThirdOfABudget() {
        long until = System.nanoTime() + BUDGET.toNanos() / 3;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static Duration medianEcho(Carriers carriers, int rounds) throws Exception {
        Channel server = new ServerBootstrap().group(carriers.loops).channel(NioServerSocketChannel.class)
                .childHandler(new Echo()).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
        long[] nanos = new long[rounds];
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < rounds; i++) {
                long started = System.nanoTime();
                socket.getOutputStream().write(1);
                assertTrue(socket.getInputStream().read() == 1);
                nanos[i] = System.nanoTime() - started;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[rounds / 2]);
    }

    @io.netty.channel.ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }
}
