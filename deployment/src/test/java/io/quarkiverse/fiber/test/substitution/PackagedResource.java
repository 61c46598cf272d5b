package io.quarkiverse.fiber.test.substitution;

import java.io.IOException;
import java.net.Socket;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.Hooked;

/** Tells how a packaged application runs. */
@Path("/packaged")
public class PackagedResource {

    @GET
    @Hooked
    public String socket() throws IOException, InterruptedException {
        Thread.sleep(1);
        try (Socket socket = new Socket()) {
            return socket.getClass().getSimpleName() + (Thread.currentThread().toString().contains("@vert.x-eventloop-thread-")
                    ? " on an event loop"
                    : " on " + Thread.currentThread());
        }
    }
}
