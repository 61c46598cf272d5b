package io.quarkiverse.fiber.it.command;

import jakarta.inject.Inject;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts a fiber in an application that has neither Vert.x nor an HTTP server. */
@QuarkusMain
public class WhereCommand implements QuarkusApplication {

    @Inject
    FiberScheduler scheduler;

    @Override
    public int run(String... arguments) throws Exception {
        System.out.println(scheduler.submit(() -> {
            Thread.sleep(10);
            String thread = Thread.currentThread().toString();
            return scheduler.current().orElseThrow().group() + " on " + thread.substring(thread.indexOf('@') + 1);
        }).get());
        return 0;
    }
}
