package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.net.Socket;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** One call to the backend. Only {@code plain} is exempt from substitution, {@code sockets} are whatever the build makes. */
@Path("/call")
@Produces(MediaType.TEXT_PLAIN)
public class CallResource {

    private final CallPool sockets;
    private final CallPool plain;
    private final ReactiveCalls reactive;

    CallResource(Vertx vertx, @ConfigProperty(name = "benchmarks.backend.port") int port) {
        sockets = new CallPool(Socket::new, port);
        plain = new CallPool(PlainSockets::connect, port);
        reactive = new ReactiveCalls(vertx, port);
    }

    @GET
    @Path("/reactive")
    @NonBlocking
    public Uni<String> reactive() {
        return reactive.call();
    }

    @GET
    @Path("/hooked")
    @Hooked
    public String hooked() throws IOException {
        return sockets.call();
    }

    @GET
    @Path("/dedicated")
    @Hooked(FiberScheduler.DEDICATED)
    public String dedicated() throws IOException {
        return sockets.call();
    }

    @GET
    @Path("/worker")
    @Blocking
    public String worker() throws IOException {
        return sockets.call();
    }

    @GET
    @Path("/virtual")
    @RunOnVirtualThread
    public String virtual() throws IOException {
        return sockets.call();
    }

    @GET
    @Path("/plain/worker")
    @Blocking
    public String plainWorker() throws IOException {
        return plain.call();
    }

    @GET
    @Path("/plain/virtual")
    @RunOnVirtualThread
    public String plainVirtual() throws IOException {
        return plain.call();
    }
}
