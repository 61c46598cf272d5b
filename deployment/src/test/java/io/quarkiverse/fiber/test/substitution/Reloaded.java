package io.quarkiverse.fiber.test.substitution;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/reloaded")
public class Reloaded {

    @GET
    public String get() {
        return new Object().getClass().getName();
    }

    /** Beside a call that is hooked whatever {@link Napper} is, one that depends on it. */
    @GET
    @Path("/nap")
    public String nap() throws Exception {
        Thread.sleep(0);
        try {
            Napper.sleep(-1);
            return "Napper's own";
        } catch (IllegalArgumentException e) {
            return "the JDK's";
        }
    }
}
