package io.quarkiverse.fiber.it.benchmarks;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The least work that a request can be: only the way to the method and back differs between the contenders. */
@Path("/hello")
@Produces(MediaType.TEXT_PLAIN)
public class HelloResource {

    private static final String HELLO = "Hello, fiber";

    @GET
    @Path("/reactive")
    @NonBlocking
    public String reactive() {
        return HELLO;
    }

    @GET
    @Path("/worker")
    @Blocking
    public String worker() {
        return HELLO;
    }

    @GET
    @Path("/virtual")
    @RunOnVirtualThread
    public String virtual() {
        return HELLO;
    }

    @GET
    @Path("/hooked")
    @Hooked
    public String hooked() {
        return HELLO;
    }

    @GET
    @Path("/dedicated")
    @Hooked(FiberScheduler.DEDICATED)
    public String dedicated() {
        return HELLO;
    }
}
