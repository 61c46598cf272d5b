package io.quarkiverse.fiber.it.demo;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.fiber.Hooked;

/** Blocking code as one has always written it, on fibers. */
@Path("/")
@Hooked
public class FiberResource {

    @Inject
    Tracer tracer;

    @Inject
    PriceClient prices;

    @GET
    @Path("where")
    public Trace where() {
        return tracer.trace("here");
    }

    @GET
    @Path("sleep")
    public Trace sleep(@RestQuery @DefaultValue("100") long ms) throws InterruptedException {
        Thread.sleep(ms);
        return tracer.trace("slept " + ms + " ms");
    }

    @GET
    @Path("call")
    public Trace call() throws IOException {
        return tracer.trace("the price is " + prices.fetch());
    }
}
