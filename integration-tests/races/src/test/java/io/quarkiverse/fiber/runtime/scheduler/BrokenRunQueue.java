package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jctools.queues.MpscUnboundedArrayQueue;

/** {@link RunQueue} as it would be with one decision wrong; each twin names its flaw. */
final class BrokenRunQueue {

    enum Flaw {
        /** The flag is cleared, and that is it. */
        NO_SECOND_LOOK,
        /** The flag is cleared by a release store, which the second look may overtake. */
        WEAK_CLEAR,
        /** Whoever finds the flag cleared sets it by a plain write. */
        SIGNAL_WITHOUT_COMPARE_AND_SET,
        /** Nothing keeps the look at the flag behind the offer when the queue links a new chunk. */
        NO_FENCE
    }

    private final Flaw flaw;
    private final MpscUnboundedArrayQueue<Runnable> queue;
    private final AtomicBoolean signalled = new AtomicBoolean();

    BrokenRunQueue(Flaw flaw, int chunk) {
        this.flaw = flaw;
        this.queue = new MpscUnboundedArrayQueue<>(chunk);
    }

    boolean offer(Runnable continuation) {
        queue.offer(continuation);
        if (flaw != Flaw.NO_FENCE) {
            VarHandle.fullFence();
        }
        return signal();
    }

    boolean signal() {
        if (flaw == Flaw.SIGNAL_WITHOUT_COMPARE_AND_SET) {
            boolean mine = !signalled.get();
            signalled.set(true);
            return mine;
        }
        return !signalled.get() && signalled.compareAndSet(false, true);
    }

    Runnable poll() {
        return queue.relaxedPoll();
    }

    boolean settle() {
        if (flaw == Flaw.WEAK_CLEAR) {
            signalled.setRelease(false);
        } else {
            signalled.set(false);
        }
        return flaw != Flaw.NO_SECOND_LOOK && !queue.isEmpty() && signal();
    }
}
