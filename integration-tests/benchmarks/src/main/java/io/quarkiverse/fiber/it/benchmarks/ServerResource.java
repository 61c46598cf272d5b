package io.quarkiverse.fiber.it.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.sun.management.ThreadMXBean;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;

/** What only the server's JVM itself knows. Nobody asks while a slice is being counted. */
@Path("/server")
@Produces(MediaType.TEXT_PLAIN)
public class ServerResource {

    private final Vertx vertx;

    public ServerResource(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Bytes that all threads have allocated since the JVM started, those that have ended included. What a virtual thread
     * allocates counts for the platform thread that carries it, so that nothing is missing.
     */
    @GET
    @Path("/allocated")
    @NonBlocking
    public String allocated() {
        return Long.toString(((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes());
    }

    @GET
    @Path("/jvm")
    @NonBlocking
    public String jvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", collector "
                + ManagementFactory.getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining("/"))
                + ", " + vertx.nettyEventLoopGroup().next().getClass().getSimpleName();
    }
}
