package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * The runnable continuations of a carrier, and whether its loop has been told about them.
 * <p>
 * Any thread may {@link #offer}; only the carrier's owner may {@link #poll}. {@code signalled} is true while a drain is
 * queued on the loop, runs there, or is owed to it by a rescuer. It is cleared by {@link #settle} only, which looks at the
 * queue once more afterwards: an offer either sees the flag cleared and signals, or comes early enough to be seen by that
 * look. So a wakeup is never lost, and the loop is told once for a batch.
 */
final class RunQueue {

    private static final int CHUNK = 1024;
    private static final VarHandle SIGNALLED;

    static {
        try {
            SIGNALLED = MethodHandles.lookup().findVarHandle(RunQueue.class, "signalled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MpscUnboundedArrayQueue<Runnable> queue = new MpscUnboundedArrayQueue<>(CHUNK);

    /** Set by whoever signals, cleared by the loop when it settles. */
    private volatile boolean signalled;

    /** Adds a continuation; true if the caller has to signal the loop. */
    boolean offer(Runnable continuation) {
        queue.offer(continuation);
        // The offer must be visible before the flag is read: where the queue links a new chunk it ends with a plain store.
        VarHandle.fullFence();
        return signal();
    }

    /** True if the loop was not signalled yet and the caller has to do it now. */
    boolean signal() {
        return !signalled && SIGNALLED.compareAndSet(this, false, true);
    }

    /** The next continuation, or null if there is none or its producer has not finished the offer. Owner only. */
    Runnable poll() {
        return queue.relaxedPoll();
    }

    /** Whether there is nothing to run, unfinished offers included. Any thread. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** About how many there are to run. */
    int size() {
        return queue.size();
    }

    /** Takes the signal back: the caller could not deliver it. */
    void withdraw() {
        signalled = false;
    }

    /** Says that no drain is under way any more; true if there is work again and the caller has to signal the loop. */
    boolean settle() {
        signalled = false;
        return !queue.isEmpty() && signal();
    }
}
