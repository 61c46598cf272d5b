package io.quarkiverse.fiber.test.substitution;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/reloaded")
public class Reloaded {

    @GET
    public String get() {
        return new Object().getClass().getName();
    }
}
