package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.quarkiverse.fiber.Fiber;

/**
 * One call of a method whose caller waits for its end. An interrupt is the method's while it runs; one that it has not taken,
 * or has left set, is the caller's again, as if the caller had made the call itself.
 */
final class JoinedCall implements Runnable {

    private final FutureTask<Object> task;

    /** Both are guarded by this object. */
    private boolean ended;
    private boolean interrupted;

    JoinedCall(Callable<Object> call) {
        task = new FutureTask<>(new Callable<>() {
            @Override
            public Object call() throws Exception {
                try {
                    return call.call();
                } finally {
                    end();
                }
            }
        });
    }

    @Override
    public void run() {
        task.run();
    }

    /**
     * What the method returns.
     *
     * @param fiber the one that makes the call
     */
    Object await(Fiber fiber) throws Exception {
        try {
            for (;;) {
                try {
                    return task.get();
                } catch (ExecutionException e) {
                    throw Thrown.unchecked(e.getCause());
                } catch (InterruptedException e) {
                    interrupt(fiber);
                }
            }
        } finally {
            if (isInterrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void end() {
        ended = true;
        interrupted = Thread.interrupted();
    }

    private synchronized void interrupt(Fiber fiber) {
        if (ended) {
            interrupted = true;
        } else {
            fiber.interrupt();
        }
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }
}
