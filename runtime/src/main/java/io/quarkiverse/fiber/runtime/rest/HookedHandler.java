package io.quarkiverse.fiber.runtime.rest;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.fiber.runtime.CurrentFibers;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/** Suspends the request on the event loop and resumes it on a fiber. */
class HookedHandler implements ServerRestHandler {

    static {
        RequestExecutor.load();
        ResponseBuffers.load();
    }

    private final Endpoint endpoint;
    private final String group;

    HookedHandler(String fiberName, String group) {
        this.endpoint = new Endpoint(fiberName);
        this.group = group;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        // The duplicated context of the request: contexts follow it, and its loop is the one that received the request,
        // whichever thread we are on (authentication may have moved to a worker).
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        request.suspend();
        request.resume(new RequestExecutor(CurrentFibers.get(), context, endpoint, group));
    }
}
