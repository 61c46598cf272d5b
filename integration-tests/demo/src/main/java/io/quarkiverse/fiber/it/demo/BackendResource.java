package io.quarkiverse.fiber.it.demo;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

/** The other service: reactive, and slow. */
@Path("/backend")
public class BackendResource {

    static final Duration DELAY = Duration.ofMillis(100);

    @GET
    @Path("price")
    public Uni<String> price() {
        return Uni.createFrom().item("42 EUR").onItem().delayIt().by(DELAY);
    }
}
