package io.quarkiverse.fiber.runtime.scheduler;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Says which code keeps a carrier from its fibers, at most once in ten seconds; the rest is counted. Scanner only.
 * Records get names, not objects: a handler may keep them, and with them the application's class loader.
 */
class StuckReport {

    private static final Logger LOG = Logger.getLogger(StuckReport.class);
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

    private final Collection<? extends RunningFiber> live;
    private long last = -PERIOD;
    private int suppressed;

    StuckReport(Collection<? extends RunningFiber> live) {
        this.live = live;
    }

    void stuck(Carrier carrier, Thread culprit) {
        if (LOG.isDebugEnabled() || isDue()) {
            RunningFiber fiber = mountedOn(culprit);
            String who = fiber != null ? "the fiber " + fiber.name() : "the event loop";
            LOG.warnf("%s is stuck in %s; a rescuer takes over its fibers (take-overs of this carrier so far: %d, more that"
                    + " were not logged: %d)%s", carrier.name(), who, carrier.rescues(), suppressed,
                    stackOf(fiber != null ? fiber.thread() : culprit));
            suppressed = 0;
        } else {
            suppressed++;
        }
    }

    void noRescuerLeft(Carrier carrier, int max) {
        LOG.errorf("%s is stuck and all %d rescuers are stuck in fibers as well; its fibers wait until one is back"
                + " (quarkus.fiber.rescue.max-threads)", carrier.name(), max);
    }

    private boolean isDue() {
        long now = Wheel.now();
        if (now - last < PERIOD) {
            return false;
        }
        last = now;
        return true;
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

    private static String stackOf(Thread thread) {
        StringBuilder text = new StringBuilder();
        if (thread != null) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
        }
        return text.toString();
    }
}
