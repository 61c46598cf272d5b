package io.quarkiverse.fiber.test.virtualthreads;

import java.net.SocketTimeoutException;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;

/** Uses virtual threads in each way that needs no other extension. */
@Path("/virtual-threads")
public class VirtualThreadUsers {

    @Inject
    FiberScheduler scheduler;

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void rememberLoop(RoutingContext routing) {
        routing.put("loop", Thread.currentThread().getName());
    }

    @GET
    @Path("endpoint")
    @RunOnVirtualThread
    public String endpoint(@Context RoutingContext routing) throws InterruptedException {
        Thread.sleep(3);
        return fiber() + (isOn(routing.get("loop")) ? " on the request's loop" : " elsewhere");
    }

    @GET
    @Path("timeout")
    @RunOnVirtualThread
    public String timeout() throws SocketTimeoutException {
        throw new SocketTimeoutException("of a method that is not @Hooked");
    }

    @GET
    @Path("worker")
    public String worker() {
        return fiber();
    }

    @ConsumeEvent("virtual-threads")
    @RunOnVirtualThread
    public String consume(String loop) throws InterruptedException {
        Thread.sleep(3);
        return fiber();
    }

    private String fiber() {
        return scheduler.current().map(Fiber::name).orElse("no fiber");
    }

    /** Whether the calling fiber is carried by a thread. */
    static boolean isOn(String threadName) {
        return Thread.currentThread().toString().endsWith("@" + threadName);
    }

    @Path("/virtual-threads-class")
    @RunOnVirtualThread
    public static class WholeClass {

        @Inject
        FiberScheduler scheduler;

        @GET
        public String endpoint() {
            return scheduler.current().map(Fiber::name).orElse("no fiber");
        }
    }
}
