package io.quarkiverse.fiber.test.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Context;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.quarkiverse.fiber.Hooked;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Requests that wait for longer than their clients do. */
@Path("/forsaken")
public class Forsaken {

    @Inject
    Waits waits;

    @Inject
    Events events;

    @Inject
    OfRequest ofRequest;

    @GET
    @Path("{wait}")
    @Hooked
    @Transaction
    public String waits(@RestPath String wait, @Context RoutingContext routing) throws Exception {
        MDC.put("wait", wait);
        ofRequest.is(wait);
        events.started(routing.response());
        waits.longAs(wait);
        return "not reached";
    }

    @GET
    @Path("answered")
    @Hooked
    public String answered() {
        ofRequest.is("answered");
        return "answer";
    }

    @ServerResponseFilter
    public void filter(ContainerResponseContext response) {
        events.answered();
    }

    @ApplicationScoped
    public static class Events {

        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger answers = new AtomicInteger();
        private final Queue<String> rolledBack = new ConcurrentLinkedQueue<>();
        private final Queue<String> requestsEnded = new ConcurrentLinkedQueue<>();
        private volatile HttpServerResponse response;

        void started(HttpServerResponse response) {
            this.response = response;
            started.incrementAndGet();
        }

        void answered() {
            answers.incrementAndGet();
        }

        int started() {
            return started.get();
        }

        int answers() {
            return answers.get();
        }

        Queue<String> rolledBack() {
            return rolledBack;
        }

        Queue<String> requestsEnded() {
            return requestsEnded;
        }

        /** Of the last request. */
        HttpServerResponse response() {
            return response;
        }
    }

    @RequestScoped
    public static class OfRequest {

        @Inject
        Events events;

        private String name;

        void is(String name) {
            this.name = name;
        }

        /** What is to be done at the end of a request may wait. */
        @PreDestroy
        void end() throws InterruptedException {
            if (name.equals("answered")) {
                Thread.sleep(50);
            }
            events.requestsEnded().add(name);
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    public @interface Transaction {
    }

    @Transaction
    @Interceptor
    public static class Transactions {

        @Inject
        Events events;

        @AroundInvoke
        Object around(InvocationContext invocation) throws Exception {
            try {
                return invocation.proceed();
            } catch (Exception e) {
                events.rolledBack().add(e.getClass().getSimpleName() + " of " + MDC.get("wait"));
                throw e;
            }
        }
    }
}
