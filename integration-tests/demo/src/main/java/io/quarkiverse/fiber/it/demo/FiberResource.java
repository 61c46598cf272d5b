package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.net.InetAddress;

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

    @GET
    @Path("lookup")
    public Trace lookup(@RestQuery @DefaultValue("127.0.0.1") String address) throws IOException {
        Workers before = Workers.ofFibers();
        String name = InetAddress.ofLiteral(address).getHostName(); // no cache knows the names of addresses
        boolean offloaded = Workers.ofFibers().usedSince(before) > 0;
        return tracer.trace(address + " is " + name + ", looked up by " + (offloaded ? "another thread" : "this thread"));
    }
}
