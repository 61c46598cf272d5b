package io.quarkiverse.fiber.runtime.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends signals to platform threads, again and again, as a profiler does. It is the one with which the JDK wakes threads up:
 * its
 * handler does nothing, and a system call that waits ends with EINTR.
 */
final class Signals implements AutoCloseable {

    private static final int WAKE_UP = 62; // SIGRTMAX - 2
    private static final long GETTID = 186; // of x86-64, as the next
    private static final long TGKILL = 234;

    private static final MethodHandle SYSCALL = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG));

    private final Set<Long> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final Thread sender = Thread.ofPlatform().daemon().unstarted(this::send);

    private final Duration pause;

    /**
     * @param pause between two signals to one thread
     */
    Signals(Duration pause) {
        this.pause = pause;
        sender.start();
    }

    /** From now on the calling thread gets signals; of a virtual one, the thread that runs it. */
    void takeCaller() {
        threads.add(call(GETTID, 0, 0, 0));
    }

    /** How many there were so far. */
    int sent() {
        return sent.get();
    }

    private void send() {
        long process = ProcessHandle.current().pid();
        while (!Thread.currentThread().isInterrupted()) {
            for (long thread : threads) {
                if (call(TGKILL, process, thread, WAKE_UP) == 0) {
                    sent.incrementAndGet();
                }
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static long call(long number, long first, long second, long third) {
        try {
            return (long) SYSCALL.invokeExact(number, first, second, third);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        sender.interrupt();
        sender.join();
    }
}
