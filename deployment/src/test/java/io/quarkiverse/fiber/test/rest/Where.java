package io.quarkiverse.fiber.test.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.fiber.FiberScheduler;

/** Says on what kind of thread it is called. */
@Singleton
public class Where {

    @Inject
    FiberScheduler scheduler;

    String am() {
        return scheduler.current()
                .map(fiber -> fiber.name() + " on " + fiber.carrier())
                .orElseGet(() -> Thread.currentThread().isVirtual() ? "virtual thread" : Thread.currentThread().getName());
    }
}
