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

/**
 * One call to the backend. Only those called plain are exempt from substitution, other sockets are whatever the build makes.
 * Each kind of thread has a pool of its own: a plain socket that a virtual thread has used once stays non-blocking, and costs a
 * platform thread more from then on; a hooked one belongs to the loop that has used it, and has to move.
 */
@Path("/call")
@Produces(MediaType.TEXT_PLAIN)
public class CallResource {

    private final CallPool ofFibers;
    private final CallPool ofDedicated;
    private final CallPool ofWorkers;
    private final CallPool ofVirtuals;
    private final CallPool plainOfWorkers;
    private final CallPool plainOfVirtuals;
    private final ReactiveCalls reactive;

    CallResource(Vertx vertx, @ConfigProperty(name = "benchmarks.backend.port") int port) {
        ofFibers = new CallPool(Socket::new, port);
        ofDedicated = new CallPool(Socket::new, port);
        ofWorkers = new CallPool(Socket::new, port);
        ofVirtuals = new CallPool(Socket::new, port);
        plainOfWorkers = new CallPool(PlainSockets::connect, port);
        plainOfVirtuals = new CallPool(PlainSockets::connect, port);
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
        return ofFibers.call();
    }

    @GET
    @Path("/dedicated")
    @Hooked(FiberScheduler.DEDICATED)
    public String dedicated() throws IOException {
        return ofDedicated.call();
    }

    @GET
    @Path("/worker")
    @Blocking
    public String worker() throws IOException {
        return ofWorkers.call();
    }

    @GET
    @Path("/virtual")
    @RunOnVirtualThread
    public String virtual() throws IOException {
        return ofVirtuals.call();
    }

    @GET
    @Path("/plain/worker")
    @Blocking
    public String plainWorker() throws IOException {
        return plainOfWorkers.call();
    }

    @GET
    @Path("/plain/virtual")
    @RunOnVirtualThread
    public String plainVirtual() throws IOException {
        return plainOfVirtuals.call();
    }
}
