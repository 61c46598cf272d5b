package io.quarkiverse.fiber.test.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.mutiny.Uni;

/** A resource whose methods ask for a fiber in each way there is. */
@Path("/three-ways")
public class ThreeWays {

    @Inject
    Where where;

    @GET
    @Path("plain")
    @Hooked
    public String plain() throws InterruptedException {
        Thread.sleep(5);
        return where.am();
    }

    @GET
    @Path("uni")
    @Hooked
    public Uni<String> uni() throws InterruptedException {
        Thread.sleep(5);
        return Uni.createFrom().item(where.am());
    }

    @GET
    @Path("group")
    @Hooked("dedicated")
    public String group() {
        return where.am();
    }
}
