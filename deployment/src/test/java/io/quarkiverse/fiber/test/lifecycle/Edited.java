package io.quarkiverse.fiber.test.lifecycle;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;

@Path("/edited")
public class Edited {

    @Inject
    FiberScheduler scheduler;

    @GET
    @Hooked
    public String get() throws InterruptedException {
        Thread.sleep(3);
        return "edit 0 on " + scheduler.current().orElseThrow().group();
    }
}
