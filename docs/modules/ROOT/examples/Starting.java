package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** Fibers for one task, for many, and for a result. */
@ApplicationScoped
public class Starting {

    interface Mail {
        void send();
    }

    interface Shop {
        int price(String article) throws IOException, InterruptedException;
    }

    private final AtomicLong failuresSeen = new AtomicLong();

    @Inject
    FiberScheduler fibers;

    // tag::one[]
    Fiber sendLater(Mail mail) {
        return fibers.named("mail").start(mail::send); // <1>
    }
    // end::one[]

    // tag::batch[]
    int sendAll(List<Mail> mails, Duration timeout) throws InterruptedException {
        List<Fiber> started = fibers.startAll(mails.stream().<Runnable> map(mail -> mail::send).toList());
        long deadline = System.nanoTime() + timeout.toNanos();
        int ended = 0;
        for (Fiber fiber : started) {
            if (fiber.join(Duration.ofNanos(deadline - System.nanoTime()))) { // <1>
                ended++;
            }
        }
        return ended;
    }
    // end::batch[]

    // tag::result[]
    int lowestPrice(String article, Shop one, Shop other) throws Exception {
        Future<Integer> first = fibers.submit(() -> one.price(article)); // <1>
        Future<Integer> second = fibers.submit(() -> other.price(article));
        try {
            return Math.min(first.get(2, TimeUnit.SECONDS), second.get(2, TimeUnit.SECONDS)); // <2>
        } finally {
            first.cancel(true); // <3>
            second.cancel(true);
        }
    }
    // end::result[]

    // tag::uncaught[]
    long failuresSinceLastTime() {
        long all = fibers.uncaughtExceptions();
        return all - failuresSeen.getAndSet(all);
    }
    // end::uncaught[]
}
