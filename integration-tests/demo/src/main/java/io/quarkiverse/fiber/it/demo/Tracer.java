package io.quarkiverse.fiber.it.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** Answers "what runs here, and on what?" for the calling thread. */
@Singleton
public class Tracer {

    @Inject
    FiberScheduler scheduler;

    @Inject
    Arrival arrival;

    Trace trace(String result) {
        Thread thread = Thread.currentThread();
        String carrier = scheduler.current().map(Fiber::carrier).orElse(null);
        double elapsedMillis = Math.round(arrival.nanosAgo() / 100_000.0) / 10.0;
        return new Trace(arrival.thread(), thread.getName(), thread.threadId(), carrier, platformThread(thread), elapsedMillis,
                result);
    }

    /** A virtual thread tells its platform thread only in its text: {@code VirtualThread[#31,name]/runnable@platform}. */
    private static String platformThread(Thread current) {
        if (!current.isVirtual()) {
            return current.getName();
        }
        String text = current.toString();
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
