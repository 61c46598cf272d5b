package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;

/** A kind of thread on which the JDK's classes have to behave alike. */
enum ThreadKind {

    /** A fiber on an event loop. */
    EVENT_LOOP(FiberScheduler.EVENT_LOOP),
    /** A fiber on a dedicated carrier. */
    DEDICATED(FiberScheduler.DEDICATED),
    /** A fiber without carriers: {@code quarkus.fiber.carriers=jdk}. */
    NO_CARRIERS(FiberScheduler.EVENT_LOOP),
    DEFAULT_VIRTUAL(null),
    PLATFORM(null);

    private static final long HANGS_SECONDS = 20;

    private final String group;

    ThreadKind(String group) {
        this.group = group;
    }

    /** One event loop, and no rescue: where a fiber blocks its carrier, the fibers behind it do not run. */
    Carriers carriers() {
        return this == NO_CARRIERS ? Carriers.none() : Carriers.withoutRescue(1);
    }

    /** All fibers of a kind are on one carrier. */
    Thread start(Carriers carriers, Runnable task) {
        return switch (this) {
            case PLATFORM -> Thread.ofPlatform().daemon().start(task);
            case DEFAULT_VIRTUAL -> Thread.ofVirtual().start(task);
            default -> fibers(carriers).start(task).thread();
        };
    }

    FiberGroup fibers(Carriers carriers) {
        return carriers.scheduler().group(group).on(group + "-0");
    }

    <T> FutureTask<T> submit(Carriers carriers, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        start(carriers, future);
        return future;
    }

    <T> T run(Carriers carriers, Callable<T> task) throws Exception {
        return submit(carriers, task).get(HANGS_SECONDS, TimeUnit.SECONDS);
    }
}
