package io.quarkiverse.fiber.it.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** What fibers do, and how to end them. */
@ApplicationScoped
public class Watching {

    @Inject
    FiberScheduler fibers;

    // tag::describe[]
    String describe(Fiber fiber) {
        return fiber.name() + " #" + fiber.id() + " on " + fiber.carrier() + ", " + fiber.state()
                + ", " + fiber.age().toMillis() + " ms old"
                + fiber.waiting().map(wait -> ", waits for " + wait.on()).orElse(""); // <1>
    }

    List<String> waitingFor(Duration atLeast) {
        List<String> descriptions = new ArrayList<>();
        for (Fiber fiber : fibers.fibers()) { // <2>
            if (fiber.waiting().filter(wait -> wait.since().compareTo(atLeast) >= 0).isPresent()) {
                descriptions.add(describe(fiber));
            }
        }
        return descriptions;
    }
    // end::describe[]

    // tag::current[]
    String where() {
        return fibers.current().map(Fiber::carrier).orElse("no fiber"); // <1>
    }
    // end::current[]

    // tag::interrupt[]
    Fiber startRounds(Runnable round) {
        return fibers.named("rounds").start(() -> {
            while (!fibers.current().orElseThrow().isCancelled()) {
                round.run();
                try {
                    Thread.sleep(Duration.ofMinutes(10));
                } catch (InterruptedException e) {
                    // the next round is now, unless it was cancelled
                }
            }
        });
    }

    void roundNow(Fiber rounds) {
        rounds.interrupt(); // <1>
    }
    // end::interrupt[]

    // tag::cancel[]
    boolean end(Fiber fiber, Duration grace) throws InterruptedException {
        if (fiber.join(grace)) {
            return true;
        }
        fiber.cancel(); // <1>
        return fiber.join(Duration.ofSeconds(1)); // <2>
    }
    // end::cancel[]
}
