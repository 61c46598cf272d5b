package io.quarkiverse.fiber.runtime.hook;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.Hooks;

/** Ends sleeps at the caller's deadline. */
final class Sleeps {

    private Sleeps() {
    }

    /**
     * To be called before a sleep: does nothing unless the deadline comes first, and otherwise sleeps until then and throws.
     *
     * @param time at most 0 for a sleep that takes no time
     */
    static void checkDeadline(long time, TimeUnit unit) throws InterruptedException {
        Deadline deadline = Deadline.current().orElse(null);
        if (deadline != null && time > 0 && Hooks.current() == Hooks.ON) {
            long left = Math.max(deadline.nanoTime() - System.nanoTime(), 0);
            if (left < unit.toNanos(time)) {
                TimeUnit.NANOSECONDS.sleep(left);
                throw interrupted(new DeadlineExceededException("Sleep timed out", deadline));
            }
        }
    }

    private static InterruptedException interrupted(DeadlineExceededException reason) {
        InterruptedException interrupted = new InterruptedException(reason.getMessage());
        interrupted.initCause(reason);
        return interrupted;
    }
}
