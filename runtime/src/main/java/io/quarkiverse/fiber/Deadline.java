package io.quarkiverse.fiber;

import java.lang.ScopedValue.CallableOp;
import java.time.Duration;
import java.util.Optional;

/**
 * A moment by which a block of code has to have done its waiting:
 *
 * <pre>
 * String answer = Deadline.within(Duration.ofSeconds(2)).call(() -&gt; client.get(url));
 * </pre>
 *
 * It caps each wait in the block, whatever timeouts the code or the configuration have set: a hooked operation ends with
 * {@link DeadlineExceededException} and leaves its socket open, a hooked sleep with {@link InterruptedException}. On a
 * fiber any other wait that can be interrupted is interrupted once the deadline has passed, and so is each later one
 * until the block ends. Code that computes is not disturbed, and a block that comes to its end late still returns its
 * result. What the block throws tells of the deadline that has ended one of its waits:
 * {@link DeadlineExceededException#behind}.
 * <p>
 * Where blocks are nested the nearer deadline counts. Fibers that are started in a block have its deadline too, as have the
 * threads of a {@code StructuredTaskScope}; for any other thread {@link #run} a task with it there. A deadline may be used any
 * number of times, and by any thread: its time began when it was made. The clock is {@link System#nanoTime}'s.
 */
public final class Deadline {

    /** What is longer is not told from it. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    /** For who has none: a scoped value does not know null. */
    private static final Deadline NONE = new Deadline(0, Duration.ZERO, "");

    /** Written at the start of an application. */
    private static volatile Watch watch = deadline -> Watch.NOTHING;

    private final long nanoTime;
    private final Duration limit;
    private final String of;

    /** Written true by who ends a wait. */
    private volatile boolean endedWait;

    private Deadline(long nanoTime, Duration limit, String of) {
        this.nanoTime = nanoTime;
        this.limit = limit;
        this.of = of;
    }

    /**
     * A deadline that is some time from now.
     *
     * @param limit zero or less for one that has passed
     */
    public static Deadline within(Duration limit) {
        return within(limit, "");
    }

    /**
     * The same.
     *
     * @param of for messages: whose deadline it is
     */
    public static Deadline within(Duration limit, String of) {
        Duration kept = limit.compareTo(LONGEST) > 0 ? LONGEST : limit.isNegative() ? Duration.ZERO : limit;
        return new Deadline(System.nanoTime() + kept.toNanos(), kept, of);
    }

    /** The one that counts for the calling thread. */
    public static Optional<Deadline> current() {
        Deadline current = CURRENT.orElse(NONE);
        return current == NONE ? Optional.empty() : Optional.of(current);
    }

    /** Runs a block that has to have done its waiting by then. */
    public void run(Runnable block) {
        call(() -> {
            block.run();
            return null;
        });
    }

    /**
     * Runs a block that has to have done its waiting by then, and returns its result.
     *
     * @throws X what the block throws
     */
    public <T, X extends Throwable> T call(CallableOp<T, X> block) throws X {
        Deadline outer = CURRENT.orElse(NONE);
        if (outer != NONE && outer.nanoTime - nanoTime <= 0) {
            return block.call();
        }
        Runnable end = watch.begin(this);
        try {
            return ScopedValue.where(CURRENT, this).call(block);
        } catch (Throwable e) {
            explain(e);
            throw e;
        } finally {
            end.run();
        }
    }

    /** On the clock of {@link System#nanoTime}. */
    public long nanoTime() {
        return nanoTime;
    }

    /** The time that is left, at least zero. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(nanoTime - System.nanoTime(), 0));
    }

    public boolean isPast() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** How long it was when it was made. */
    public Duration limit() {
        return limit;
    }

    /** For people, within a sentence. */
    @Override
    public String toString() {
        return "the deadline of " + limit.toMillis() + " ms" + (of.isEmpty() ? "" : " of " + of);
    }

    /** A wait of the block ends now, because of the deadline: for those who end waits. */
    public void endsWait() {
        endedWait = true;
    }

    /**
     * Adds a {@link DeadlineExceededException}, as a suppressed one, to an exception that is thrown after a wait of the
     * block has ended, and does not tell why: code that is interrupted does not know.
     */
    public void explain(Throwable thrown) {
        if (endedWait && DeadlineExceededException.behind(thrown).isEmpty()) {
            String what = thrown.getMessage() != null ? thrown.getMessage() : thrown.getClass().getSimpleName();
            thrown.addSuppressed(new DeadlineExceededException(what, this));
        }
    }

    /** What ends the waits of a block that know of no deadline: for the scheduler of fibers. */
    @FunctionalInterface
    public interface Watch {

        Runnable NOTHING = () -> {
        };

        /**
         * A block of the calling thread begins.
         *
         * @return what the thread runs at the end of the block
         */
        Runnable begin(Deadline deadline);
    }

    /** For the scheduler of fibers. */
    public static void watchWith(Watch scheduler) {
        watch = scheduler;
    }
}
