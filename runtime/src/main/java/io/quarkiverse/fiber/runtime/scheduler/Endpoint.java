package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

/**
 * What starts fibers again and again, and whether they compute for so long that they hold up an event loop.
 *
 * <pre>
 *  CALM     no hog lately, runs are not counted
 *  WATCHED  there was a hog: of the next {@value #RUNS} runs {@value #HOGS} may be none, or it is AWAY, else CALM
 *  AWAY     its fibers run on dedicated carriers; CALM again after enough runs in a row without a hog
 * </pre>
 *
 * Invariant: counters are touched under the lock, which only carriers take, for a few instructions and never while they run a
 * fiber. Each return doubles what the next one takes, so that an endpoint which is a hog now and then settles.
 */
public final class Endpoint {

    static final int RUNS = 16;
    static final int HOGS = 4;

    private static final Logger LOG = Logger.getLogger(Endpoint.class);
    private static final int RUNS_TO_COME_BACK = 256;
    private static final int MOST_RUNS_TO_COME_BACK = RUNS_TO_COME_BACK << 10;

    private enum State {
        CALM,
        WATCHED,
        AWAY
    }

    private final String name;

    /** Written under the lock. */
    private volatile State state = State.CALM;
    private int runs;
    private int hogs;
    private int runsToComeBack = RUNS_TO_COME_BACK;

    /** Of the last hog that was seen at it. Written by the sampler. */
    private volatile StackTraceElement[] stack = {};

    /**
     * @param name for the log
     */
    public Endpoint(String name) {
        this.name = name;
    }

    boolean isAway() {
        return state == State.AWAY;
    }

    /** Whether it is worth while to look at what its fibers do. */
    boolean isWatched() {
        return state == State.WATCHED;
    }

    void seen(StackTraceElement[] hog) {
        stack = hog;
    }

    /**
     * A fiber has ended; by its carrier.
     *
     * @param log writes to the log, which the carrier must not: a fiber of its own may hold the lock of a log handler
     */
    void ran(boolean hog, Duration threshold, Executor log) {
        if (hog || state != State.CALM) {
            count(hog, threshold, log);
        }
    }

    private synchronized void count(boolean hog, Duration threshold, Executor log) {
        runs++;
        hogs += hog ? 1 : 0;
        if (state == State.AWAY) {
            if (hog) {
                begin(State.AWAY);
            } else if (runs >= runsToComeBack) {
                runsToComeBack = Math.min(2 * runsToComeBack, MOST_RUNS_TO_COME_BACK);
                begin(State.CALM);
                log.execute(() -> LOG.infof("%s computes no longer than %d ms any more: it runs on the event loop again", name,
                        threshold.toMillis()));
            }
        } else if (hogs >= HOGS) {
            int counted = runs;
            int found = hogs;
            log.execute(() -> LOG.warnf("%s computed for more than %d ms of CPU time on an event loop in %d of %d runs"
                    + " (quarkus.fiber.hog-threshold): from now on it runs in the group \"dedicated\", where it holds up no"
                    + " requests%s", name, threshold.toMillis(), found, counted, Stacks.of(stack)));
            begin(State.AWAY);
        } else if (runs >= RUNS) {
            begin(State.CALM);
        } else if (state == State.CALM) {
            state = State.WATCHED;
        }
    }

    private void begin(State next) {
        runs = 0;
        hogs = 0;
        state = next;
    }

    @Override
    public String toString() {
        return name;
    }
}
