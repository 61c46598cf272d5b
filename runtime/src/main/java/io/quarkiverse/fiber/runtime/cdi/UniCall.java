package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import io.quarkiverse.fiber.Fiber;
import io.smallrye.mutiny.subscription.UniEmitter;

/** One call of a method that returns a {@code Uni}. */
final class UniCall implements Runnable {

    private final Callable<Object> call;
    private final UniEmitter<? super Object> emitter;

    /** Written by the fiber: what it does after that is the subscriber's. */
    private volatile boolean returned;

    UniCall(Callable<Object> call, UniEmitter<? super Object> emitter) {
        this.call = call;
        this.emitter = emitter;
    }

    @Override
    public void run() {
        Object uni;
        try {
            uni = call.call();
        } catch (Throwable e) {
            returned = true;
            emitter.fail(e);
            return;
        }
        returned = true;
        emitter.complete(uni);
    }

    void cancel(Fiber fiber) {
        if (!returned) {
            fiber.cancel();
        }
    }
}
