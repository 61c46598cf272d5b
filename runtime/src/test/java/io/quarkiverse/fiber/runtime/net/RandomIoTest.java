package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoTimer;
import io.quarkiverse.fiber.PollFd;

/**
 * Fibers that sleep, lock, call each other over sockets, wait for channels and timers, and are cancelled, interrupted and have
 * their sockets closed at random, on loops that are stuck now and then. Each of them ends, all that is counted goes back to
 * zero, and neither heap nor descriptors grow. The seed is in the message of a failure.
 */
class RandomIoTest {

    private static final int IN_FLIGHT = 400;
    private static final long HEAP_SLACK = 8 << 20;
    private static final int DESCRIPTOR_SLACK = 4;

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyFiberEndsAndNothingIsLeft(int loops) throws Exception {
        try (Load load = new Load(loops)) {
            load.run(Duration.ofSeconds(1));
            load.run(Duration.ofSeconds(3));
        }
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyFiberEndsAndNothingGrows(int loops) throws Exception {
        try (Load load = new Load(loops)) {
            load.run(Duration.ofSeconds(20));
            Footprint before = Footprint.now();
            load.run(Duration.ofSeconds(180));
            Footprint after = Footprint.now();
            assertTrue(after.heap - before.heap < HEAP_SLACK, () -> before + " became " + after);
            assertTrue(after.descriptors - before.descriptors < DESCRIPTOR_SLACK, () -> before + " became " + after);
        }
    }

    private record Footprint(long heap, long descriptors) {

        static Footprint now() throws InterruptedException {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(200);
                least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            return new Footprint(least, Descriptors.count());
        }
    }

    private static final class Load implements AutoCloseable {

        private final HookedIo hooked;
        private final FiberScheduler scheduler;
        private final ServerSocket listener;
        private final Thread acceptor;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Pipe> pipes;
        private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
        private final LongAdder echoes = new LongAdder();

        Load(int loops) throws Exception {
            hooked = new HookedIo(loops);
            scheduler = hooked.fibers.scheduler();
            listener = hooked.listener();
            acceptor = Thread.ofPlatform().daemon().start(this::accept);
            pipes = List.of(Pipe.open(), Pipe.open());
            for (Pipe pipe : pipes) {
                pipe.source().configureBlocking(false);
                pipe.sink().configureBlocking(false);
            }
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket accepted = listener.accept();
                    scheduler.start(() -> echo(accepted));
                } catch (IOException e) {
                    if (!listener.isClosed()) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        private static void echo(Socket accepted) {
            try (accepted; InputStream in = accepted.getInputStream(); OutputStream out = accepted.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException expected) {
                return; // it was interrupted, cancelled, or its peer is gone
            }
        }

        void run(Duration duration) throws Exception {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            long before = echoes.sum();
            long until = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < until) {
                assertTrue(inFlight.tryAcquire(30, TimeUnit.SECONDS), () -> "fibers hang, seed " + seed + stacks());
                long program = random.nextLong();
                scheduler.start(() -> {
                    try {
                        act(new Random(program));
                    } catch (IOException | InterruptedException expected) {
                        Thread.currentThread().interrupt(); // by the disturber
                    } finally {
                        inFlight.release();
                    }
                });
                disturb(random);
            }
            assertTrue(inFlight.tryAcquire(IN_FLIGHT, 30, TimeUnit.SECONDS), () -> "fibers hang, seed " + seed + stacks());
            inFlight.release(IN_FLIGHT);
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertEquals(List.of(), List.copyOf(scheduler.fibers()), "fibers, seed " + seed);
                assertEquals(1, hooked.io.table().describe().size(), "descriptors besides the listener, seed " + seed);
                assertEquals(0, hooked.manager.pendingEvents(), "events, seed " + seed);
                assertEquals(0, hooked.manager.pendingTimers(), "timers, seed " + seed);
            });
            assertEquals(0, scheduler.uncaughtExceptions(), "seed " + seed);
            assertTrue(echoes.sum() - before > 100, () -> echoes.sum() - before + " echoes only, seed " + seed);
        }

        /** From the outside: what an operator or another request may do. */
        private void disturb(Random random) throws IOException {
            for (Pipe pipe : pipes) {
                pipe.sink().write(ByteBuffer.allocate(1));
            }
            int what = random.nextInt(400);
            if (what < 3) {
                hooked.loops.next().execute(() -> {
                    try {
                        Thread.sleep(ThreadLocalRandom.current().nextInt(20));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            } else if (what < 40) {
                scheduler.fibers().stream().skip(random.nextInt(20)).findFirst().ifPresent(what % 2 == 0 ? Fiber::cancel
                        : Fiber::interrupt);
            } else if (what < 42) {
                hooked.manager.cancelAll(pipes.get(what % 2).source());
            }
        }

        private void act(Random random) throws IOException, InterruptedException {
            for (int steps = 1 + random.nextInt(4); steps > 0; steps--) {
                switch (random.nextInt(9)) {
                    case 0 -> Thread.sleep(random.nextInt(10));
                    case 1 -> {
                        lock.lockInterruptibly();
                        try {
                            Thread.sleep(0, 100_000);
                        } finally {
                            lock.unlock();
                        }
                    }
                    case 2, 3 -> call(random, random.nextInt(4_000));
                    case 4 -> callOfAClosedSocket(random);
                    case 5 -> {
                        FiberGroup group = scheduler.group(FiberScheduler.DEDICATED);
                        try (FiberGroup.Visit away = group.enter()) {
                            call(random, 10);
                        }
                    }
                    case 6 -> {
                        Pipe.SourceChannel source = pipes.get(random.nextInt(2)).source();
                        hooked.manager.await(source, SelectionKey.OP_READ, Duration.ofMillis(random.nextInt(5)));
                        source.read(ByteBuffer.allocate(1 + random.nextInt(100)));
                    }
                    case 7 -> hooked.manager.poll(
                            pipes.stream().map(pipe -> new PollFd(pipe.source(), SelectionKey.OP_READ)).toList(),
                            Duration.ofMillis(random.nextInt(5)));
                    default -> {
                        IoTimer timer = hooked.manager.after(Duration.ofMillis(random.nextInt(10)), Thread::yield);
                        Thread.sleep(random.nextInt(5));
                        if (random.nextBoolean()) {
                            timer.cancel();
                        }
                    }
                }
            }
        }

        private void call(Random random, int size) throws IOException {
            try (Socket socket = HookedSockets.connect(hooked.io, listener.getLocalSocketAddress(), null)) {
                socket.setSoTimeout(random.nextInt(10) == 0 ? 1 : 10_000);
                byte[] request = new byte[size];
                random.nextBytes(request);
                socket.getOutputStream().write(request);
                byte[] response = socket.getInputStream().readNBytes(size);
                if (response.length == size) { // else its echo was disturbed
                    assertEquals(ByteBuffer.wrap(request), ByteBuffer.wrap(response));
                    echoes.increment();
                }
            } catch (SocketTimeoutException expected) {
                return;
            }
        }

        private void callOfAClosedSocket(Random random) throws IOException {
            Socket socket = HookedSockets.connect(hooked.io, listener.getLocalSocketAddress(), null);
            hooked.manager.after(Duration.ofMillis(random.nextInt(5)), () -> {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try {
                assertEquals(-1, socket.getInputStream().read());
            } catch (SocketException expected) {
                return;
            } finally {
                socket.close();
            }
        }

        /** Of all fibers, with how many have the same. */
        private String stacks() {
            Map<String, Integer> counts = new TreeMap<>();
            for (Fiber fiber : scheduler.fibers()) {
                StringBuilder stack = new StringBuilder(fiber.state().toString());
                for (StackTraceElement frame : fiber.thread().getStackTrace()) {
                    stack.append("\n\tat ").append(frame);
                }
                counts.merge(stack.toString(), 1, Integer::sum);
            }
            StringBuilder text = new StringBuilder();
            counts.forEach((stack, count) -> text.append('\n').append(count).append(" fibers ").append(stack));
            return text.toString();
        }

        @Override
        public void close() throws Exception {
            listener.close();
            acceptor.join();
            for (Pipe pipe : pipes) {
                pipe.sink().close();
                pipe.source().close();
            }
            hooked.close();
        }
    }
}
