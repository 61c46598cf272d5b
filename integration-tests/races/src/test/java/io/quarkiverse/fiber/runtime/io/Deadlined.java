package io.quarkiverse.fiber.runtime.io;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.fiber.Fiber;

/** A {@link WaitTimer} whose entries come due when a race says so, and that counts those for a later deadline. */
class Deadlined extends WaitTimer {

    static final Fiber FIBER = (Fiber) Proxy.newProxyInstance(Deadlined.class.getClassLoader(), new Class<?>[] { Fiber.class },
            (fiber, method, arguments) -> null);

    private final long later = System.nanoTime() + Duration.ofHours(1).toNanos();
    private final AtomicInteger entries = new AtomicInteger();

    /** A wait has ended early, and its entry is due by now. */
    Deadlined() {
        begin(FIBER, System.nanoTime() - 1);
        end();
        entries.set(0);
    }

    @Override
    Future<?> schedule(Fiber fiber, long nanos) {
        entries.incrementAndGet();
        return new CompletableFuture<>();
    }

    void beginLater() {
        begin(FIBER, later);
    }

    int entries() {
        return entries.get();
    }
}
