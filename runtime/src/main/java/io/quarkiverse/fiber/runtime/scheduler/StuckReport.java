package io.quarkiverse.fiber.runtime.scheduler;

import java.util.Collection;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

/**
 * Says which code keeps a carrier from its fibers, at most once in ten seconds; the rest is counted.
 * <p>
 * It logs on a thread of its own: the lock of a log handler may be held by the very fiber that has to be rescued. Records get
 * names, not objects: a handler may keep them, and with them the class loader of the application.
 */
class StuckReport {

    private static final Logger LOG = Logger.getLogger(StuckReport.class);
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

    private final Collection<? extends RunningFiber> live;
    private final ThreadPoolExecutor logging = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
            task -> {
                Thread thread = new Thread(task, "fiber-rescue-report");
                thread.setDaemon(true);
                return thread;
            }, new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicLong last = new AtomicLong(-PERIOD);
    private final AtomicInteger suppressed = new AtomicInteger();

    StuckReport(Collection<? extends RunningFiber> live) {
        this.live = live;
    }

    /**
     * Called by the thread that has taken over.
     *
     * @param state what the {@link Owner} was in
     */
    void stuck(Carrier carrier, Thread culprit, long state) {
        if (!isDue()) {
            return;
        }
        int others = suppressed.getAndSet(0);
        log(culprit, state, (who, stack) -> LOG.warnf("%s is stuck in %s; another thread takes over its fibers (take-overs of"
                + " this carrier so far: %d, others that were not logged: %d)%s", carrier.name(), who, carrier.rescues(),
                others, stack));
    }

    /** A fiber has kept the loop of a carrier for {@code nanos}, and no other fiber wants it. */
    void held(Carrier carrier, Thread culprit, long nanos) {
        if (isDue()) {
            log(culprit, Owner.RUNNING,
                    (who, stack) -> LOG.warnf("%s is held by %s for more than %d ms; no other fiber waits for it, but"
                            + " the I/O of its event loop does%s", carrier.name(), who, TimeUnit.NANOSECONDS.toMillis(nanos),
                            stack));
        }
    }

    void noRescuerLeft(Carrier carrier, int max, Throwable why) {
        if (isDue()) {
            log(() -> LOG.errorf("%s is stuck, and no thread is left to take over its fibers: %d at most, all in"
                    + " fibers that are stuck as well (quarkus.fiber.rescue.max-threads), or %s", carrier.name(), max, why));
        }
    }

    void stop() {
        logging.shutdown();
    }

    private void log(Thread culprit, long state, BiConsumer<String, String> line) {
        StackTraceElement[] ofThread = culprit == null ? new StackTraceElement[0] : culprit.getStackTrace();
        log(() -> {
            RunningFiber fiber = mountedOn(culprit);
            String who = fiber != null ? fiber.toString()
                    : state == Owner.FREE ? "the event loop"
                            : state == Owner.WATCHING ? "who stands in for its event loop"
                                    : "a timer, or a virtual thread that a fiber has started";
            line.accept(who, Stacks.of(fiber == null ? ofThread : fiber.thread().getStackTrace()));
        });
    }

    private void log(Runnable line) {
        try {
            logging.execute(line);
        } catch (OutOfMemoryError e) { // no thread for the line: the caller has better things to do than to fail
            suppressed.incrementAndGet();
        }
    }

    /** The stack of the fiber that a platform thread runs; null if it runs none. */
    StackTraceElement[] stackOn(Thread platform) {
        RunningFiber fiber = mountedOn(platform);
        return fiber == null ? null : fiber.thread().getStackTrace();
    }

    private boolean isDue() {
        long now = Wheel.now();
        long before = last.get();
        boolean due = now - before >= PERIOD && last.compareAndSet(before, now);
        if (!due) {
            suppressed.incrementAndGet();
        }
        return due;
    }

    /** The fiber that is mounted on a platform thread: the JDK tells it only in the text of the virtual thread. */
    private RunningFiber mountedOn(Thread platform) {
        if (platform == null) {
            return null;
        }
        String suffix = "@" + platform.getName();
        for (RunningFiber fiber : live) {
            if (fiber.thread().toString().endsWith(suffix)) {
                return fiber;
            }
        }
        return null;
    }
}
