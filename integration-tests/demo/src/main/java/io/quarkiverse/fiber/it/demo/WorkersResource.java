package io.quarkiverse.fiber.it.demo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;

/** For whoever wants to see from outside that fibers use no worker thread. */
@Path("/workers")
public class WorkersResource {

    @GET
    @NonBlocking
    public Workers workers() {
        return Workers.now();
    }
}
