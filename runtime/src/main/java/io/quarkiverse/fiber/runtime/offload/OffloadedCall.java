package io.quarkiverse.fiber.runtime.offload;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.runtime.io.ParkedWait;

/** A call that another thread makes, and the thread that waits for it: the one that has made this. */
final class OffloadedCall<T> extends FutureTask<T> implements ParkedWait {

    private final String what;
    private final Thread waiter = Thread.currentThread();

    OffloadedCall(String what, Callable<T> call) {
        super(call);
        this.what = what;
    }

    @Override
    protected void done() {
        LockSupport.unpark(waiter);
    }

    @Override
    public boolean isOver() {
        return isDone();
    }

    /** For people: what the fiber waits for. */
    @Override
    public String toString() {
        return what;
    }
}
