package io.quarkiverse.fiber.runtime.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.quarkiverse.fiber.runtime.io.Deadlines;

/** Whose turn it is to read, to write or to accept. As with the JDK's sockets, an interrupt does not end the wait for it. */
final class Turn extends ReentrantLock {

    private static final long serialVersionUID = 1;

    /** Waits for the limit at most; whether it is the caller's turn then. */
    boolean lock(Limit limit) {
        if (tryLock()) {
            return true;
        }
        long deadline = limit.deadline();
        if (deadline == Deadlines.NEVER) {
            lock();
            return true;
        }
        boolean interrupted = false;
        try {
            for (;;) {
                try {
                    return tryLock(Deadlines.left(deadline), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
