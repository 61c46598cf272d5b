package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.jboss.logging.Logger;

/** What there is to do on a carrier, continuations and timers, and who may do it. */
final class Work {

    private static final Logger LOG = Logger.getLogger(Work.class);

    /** How many short runs go by between two looks at the clock, one of which costs as much as such a run. */
    private static final int SHORT_RUNS = 8;
    /** Together they are short if they take less than this part of the budget. */
    private static final int SHORT = 8;
    /** How many budgets a batch may take. With one turn of the loop that is less than four, which I/O may have to wait. */
    private static final int BATCH = 3;

    final Owner owner = new Owner();
    final RunQueue queue = new RunQueue();
    final Wheel wheel = new Wheel();

    private final Carrier carrier;
    private final long budget;
    private final RunTimes times;

    /** After how many runs the next look at the clock comes. Of the owner. */
    private int stride = 1;

    /** When the wheel needs its next turn; written by the owner. */
    private volatile long nextTimer = Long.MAX_VALUE;

    Work(Carrier carrier, long budget, HogSampler sampler) {
        this.carrier = carrier;
        this.budget = budget;
        this.times = new RunTimes(carrier, sampler);
    }

    // --- any thread

    /** Whether there is nothing to do but to wait for timers. */
    boolean isEmpty() {
        return queue.isEmpty() && !wheel.hasInbox();
    }

    long nextTimer() {
        return nextTimer;
    }

    // --- the owner

    /**
     * Runs continuations and timers for at most the budget, but those that are queued already for up to three: to interrupt a
     * batch makes each event that is left be seen again by every select. 0 if the carrier was taken over meanwhile.
     */
    long drain(long token, long started) {
        int batch = queue.size();
        int untimed = 0;
        for (long now = started;;) {
            for (Runnable next; (next = queue.poll()) != null;) {
                FiberExecutor fiber = next instanceof FiberExecutor own ? own : null; // a child of a fiber is none
                boolean timed = fiber != null && times.areExact(fiber);
                if (timed && untimed > 0) {
                    now = Wheel.now();
                    untimed = 0;
                }
                long entered = now;
                long running = owner.enter(token);
                try {
                    if (fiber != null) {
                        fiber.enters(entered);
                    }
                    if (timed) {
                        times.enters(fiber, entered); // as all here it may wait for a lock: of the sampler, of a class loader
                    }
                    next.run();
                } catch (Throwable e) {
                    LOG.errorf(e, "A continuation failed on carrier %s", carrier.name());
                }
                if (timed || ++untimed >= stride) {
                    now = Wheel.now();
                    untimed = 0;
                }
                if (fiber != null) {
                    fiber.leaves(now);
                }
                if (timed) {
                    times.leaves(fiber, entered, now);
                }
                token = owner.leave(running);
                if (token == 0) {
                    return 0;
                }
                if (untimed == 0) {
                    stride = now - entered < budget / SHORT ? SHORT_RUNS : 1;
                }
                if (now - started >= (--batch > 0 ? BATCH * budget : budget)) {
                    return turnWheel(token, now);
                }
            }
            token = turnWheel(token, now);
            if (token == 0 || queue.isEmpty()) {
                return token;
            }
        }
    }

    /** 0 if the carrier was taken over meanwhile. */
    private long turnWheel(long token, long now) {
        wheel.turn(now);
        if (wheel.hasDue()) {
            nextTimer = now; // for who looks whether there is work: those behind one that gets stuck
            for (Timer due; token != 0 && (due = wheel.nextDue()) != null;) {
                long running = owner.enter(token);
                due.fire();
                token = owner.leave(running);
            }
        }
        return token;
    }

    long findNextTimer() {
        return nextTimer = wheel.nextDeadline();
    }

    /** Says that no drain is under way any more; true if there is work again and the caller has to signal the loop. */
    boolean settle() {
        return queue.settle() || wheel.hasInbox() && queue.signal();
    }

    void moveTo(Executor other, ScheduledExecutorService delays) {
        for (Runnable next; (next = queue.poll()) != null;) {
            other.execute(next);
        }
        wheel.moveTo(delays);
    }
}
