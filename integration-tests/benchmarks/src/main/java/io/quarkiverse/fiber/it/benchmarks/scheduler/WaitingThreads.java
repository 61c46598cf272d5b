package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process full of threads that wait. It does the same work with threads that end first, because code that is still
 * interpreted has frames several times as large; then it writes its live heap twice: with {@value #FIRST} threads that wait,
 * for what comes once comes with these, and with so many more as it has been told.
 */
public final class WaitingThreads {

    public static final int FIRST = 100;
    /** What peers take without a word. */
    public static final int UNANSWERED = 0;

    private static final int BATCH = 100;
    private static final int WARM_UP_BATCHES = 100;
    private static final int CALLS = 10;
    private static final int ANSWERED = 1;
    private static final Duration SHORT = Duration.ofMillis(3);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    /** What threads wait for. */
    public enum Wait {
        /** The answer to a call, which does not come: each has a connection. */
        READ,
        /** A time. */
        SLEEP
    }

    private final Threads threads;
    private final Wait reason;
    private final InetSocketAddress peers;
    private final Thread[] started;
    private final AtomicInteger waiting = new AtomicInteger();
    private int count;

    private WaitingThreads(Threads threads, Wait reason, int count, int port) {
        this.threads = threads;
        this.reason = reason;
        this.peers = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.started = new Thread[count];
    }

    /** @param arguments a {@link Threads.Kind}, a {@link Wait}, how many threads, and the port of the peers */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        WaitingThreads waiting = new WaitingThreads(Threads.Kind.valueOf(arguments[0]).open(), Wait.valueOf(arguments[1]),
                FIRST + count, Integer.parseInt(arguments[3]));
        waiting.warmUp();
        waiting.start(FIRST);
        LiveHeap.write();
        waiting.start(count);
        LiveHeap.write();
        System.exit(0);
    }

    private void warmUp() throws InterruptedException {
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            Thread[] batch = new Thread[BATCH];
            for (int j = 0; j < BATCH; j++) {
                batch[j] = threads.start(() -> work(false));
            }
            for (Thread thread : batch) {
                thread.join();
            }
        }
    }

    /** Starts threads, and returns when all of them wait. */
    private void start(int more) throws InterruptedException {
        int last = count + more;
        while (count < last) {
            int from = count;
            while (count < last && count < from + BATCH) {
                started[count++] = threads.start(() -> work(true));
            }
            // Each batch: a listener has room for so many connections that it has not accepted yet.
            for (int i = from; i < count; i++) {
                awaitParked(started[i]);
            }
        }
    }

    private void awaitParked(Thread thread) throws InterruptedException {
        long began = System.nanoTime();
        while (waiting.get() < count || !isParked(thread)) {
            if (!thread.isAlive() || System.nanoTime() - began > LONG_ENOUGH.toNanos()) {
                throw new IllegalStateException(thread + " does not wait");
            }
            Thread.sleep(1);
        }
    }

    private static boolean isParked(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private void work(boolean stays) {
        try {
            switch (reason) {
                case READ -> call(stays);
                case SLEEP -> sleep(stays);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(boolean stays) throws IOException {
        try (Socket socket = threads.connect(peers)) {
            OutputStream requests = socket.getOutputStream();
            InputStream answers = socket.getInputStream();
            for (int calls = stays ? 1 : CALLS; calls > 0; calls--) {
                requests.write(stays ? UNANSWERED : ANSWERED);
                if (stays) {
                    waiting.incrementAndGet();
                }
                answers.read();
            }
        }
    }

    private void sleep(boolean stays) throws InterruptedException {
        if (stays) {
            waiting.incrementAndGet();
        }
        Thread.sleep(stays ? FOREVER : SHORT);
    }
}
