package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.fiber.FiberScheduler;

/** Says on what kind of thread it is called. */
@Singleton
public class Where {

    @Inject
    FiberScheduler scheduler;

    /** After a wait, as all code here may wait. */
    public String am() {
        try {
            Thread.sleep(3);
        } catch (InterruptedException e) {
            return "interrupted";
        }
        return scheduler.current().map(fiber -> fiber.name() + " on " + fiber.group())
                .orElseGet(() -> Thread.currentThread().isVirtual() ? "virtual thread" : "platform thread");
    }
}
