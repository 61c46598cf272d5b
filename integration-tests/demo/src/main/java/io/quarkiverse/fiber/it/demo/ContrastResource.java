package io.quarkiverse.fiber.it.demo;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.common.annotation.NonBlocking;

/** The two kinds of endpoints that Quarkus REST has without fibers. */
@Path("/")
public class ContrastResource {

    @Inject
    Tracer tracer;

    @GET
    @Path("worker")
    public Trace worker(@RestQuery @DefaultValue("0") long ms) throws InterruptedException {
        Thread.sleep(ms);
        return tracer.trace("slept " + ms + " ms");
    }

    @GET
    @Path("reactive")
    @NonBlocking
    public Trace reactive() {
        return tracer.trace("must not block");
    }
}
