package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.quarkiverse.fiber.IoTimer;

/**
 * A timer that starts a fiber.
 * <p>
 * {@code turn} is what it waits for now: a {@link Turn}, or null once it is over. Whoever replaces a turn, by compare-and-set,
 * decides alone what becomes of it: the wheel that finds it due, a cancel, or a reset. A turn that is not the current one any
 * more does nothing when the wheel comes to it.
 */
final class CallbackTimer implements IoTimer {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Where turns wait: a carrier's wheel, or a timer of the JDK's. */
    interface Clock {

        /** Any thread. */
        Future<?> schedule(Runnable turn, long nanos);
    }

    private final Consumer<CallbackTimer> whenOver;
    private final Clock clock;
    private final Executor fibers;
    private final boolean recurring;
    /** Null for none. */
    private final WeakReference<Object> condition;
    private final Runnable callback;

    private final AtomicReference<Turn> turn = new AtomicReference<>();
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param whenOver is told when the timer is over
     * @param fibers starts them
     */
    CallbackTimer(Consumer<CallbackTimer> whenOver, Clock clock, Executor fibers, boolean recurring, Object condition,
            Runnable callback) {
        this.whenOver = whenOver;
        this.clock = clock;
        this.fibers = fibers;
        this.recurring = recurring;
        this.condition = condition == null ? null : new WeakReference<>(condition);
        this.callback = callback;
    }

    /** One delay or period. */
    private final class Turn implements Runnable {

        final long began;
        final long period;
        /** The entry in a wheel; written by who begins the turn. */
        volatile Future<?> entry;

        Turn(long began, long period) {
            this.began = began;
            this.period = period;
        }

        long due() {
            return began + period;
        }

        /** It is due. On a carrier's owner, or a timer thread of the JDK. */
        @Override
        public void run() {
            expire(this);
        }
    }

    void begin(Duration period) {
        replace(null, new Turn(Wheel.now(), nanos(period)));
    }

    private boolean replace(Turn old, Turn next) {
        if (!turn.compareAndSet(old, next)) {
            return false;
        }
        if (old != null) {
            cancel(old);
        }
        next.entry = clock.schedule(next, Math.max(next.due() - Wheel.now(), 0));
        if (turn.get() != next) {
            next.entry.cancel(false); // who has replaced it may have seen no entry yet
        }
        return true;
    }

    private static void cancel(Turn replaced) {
        Future<?> entry = replaced.entry;
        if (entry != null) {
            entry.cancel(false);
        }
    }

    private void expire(Turn due) {
        boolean wanted = condition == null || condition.get() != null;
        boolean goesOn = recurring && wanted;
        if (!(goesOn ? replace(due, new Turn(nextBeginning(due), due.period)) : turn.compareAndSet(due, null))) {
            return;
        }
        try {
            if (wanted && running.compareAndSet(false, true)) {
                startCallback();
            }
        } finally {
            if (!goesOn) {
                whenOver.accept(this); // not before: a stop waits for the timer, and then for its fiber
            }
        }
    }

    private void startCallback() {
        boolean started = false;
        try {
            fibers.execute(new Runnable() {
                @Override
                public void run() {
                    try {
                        callback.run();
                    } finally {
                        running.set(false);
                    }
                }
            });
            started = true;
        } finally {
            if (!started) {
                running.set(false);
            }
        }
    }

    /** Where the next period begins: the end of this one, or of the last that is over by now. */
    private static long nextBeginning(Turn due) {
        return due.due() + (Wheel.now() - due.due()) / due.period * due.period;
    }

    @Override
    public boolean cancel() {
        Turn current = turn.getAndSet(null);
        if (current == null) {
            return false;
        }
        cancel(current);
        whenOver.accept(this);
        return true;
    }

    @Override
    public boolean refresh() {
        for (Turn current; (current = turn.get()) != null;) {
            if (replace(current, new Turn(Wheel.now(), current.period))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean reset(Duration period, boolean fromNow) {
        long nanos = nanos(recurring ? requirePositive(period) : period);
        for (Turn current; (current = turn.get()) != null;) {
            if (replace(current, new Turn(fromNow ? Wheel.now() : current.began, nanos))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isPending() {
        return turn.get() != null;
    }

    boolean isRecurring() {
        return recurring;
    }

    @Override
    public Duration remaining() {
        Turn current = turn.get();
        return current == null ? Duration.ZERO : Duration.ofNanos(Math.max(current.due() - Wheel.now(), 0));
    }

    static Duration requirePositive(Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("The period of a recurring timer has to be positive: " + period);
        }
        return period;
    }

    /** What is longer than a century is not told from it. */
    static long nanos(Duration period) {
        return period.isNegative() ? 0 : period.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : period.toNanos();
    }
}
