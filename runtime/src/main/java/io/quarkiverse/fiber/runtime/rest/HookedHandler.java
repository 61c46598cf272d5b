package io.quarkiverse.fiber.runtime.rest;

import java.time.Duration;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.runtime.CurrentFibers;
import io.quarkiverse.fiber.runtime.config.RequestSettings;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/** Suspends the request on the event loop and resumes it on a fiber. */
class HookedHandler implements ServerRestHandler {

    static {
        RequestExecutor.load();
        ResponseBuffers.load();
    }

    private final String name;
    private final Endpoint endpoint;
    private final String group;
    /** Null for the one of the configuration. */
    private final Duration limit;
    private final boolean annotated;

    /**
     * @param name for messages, and for the fibers
     * @param limit zero for no deadline, null for the one of the configuration
     * @param annotated whether the method is {@code @Hooked}: another one has its fiber, and no more
     */
    HookedHandler(String name, String group, Duration limit, boolean annotated) {
        this.name = name;
        this.endpoint = new Endpoint("fiber " + name);
        this.group = group;
        this.limit = limit;
        this.annotated = annotated;
    }

    /** The one in the chain of a request to a {@code @Hooked} method, else null. */
    static HookedHandler of(ResteasyReactiveRequestContext request) {
        if (request.getTarget() != null) {
            for (ServerRestHandler handler : request.getTarget().getHandlerChain()) {
                if (handler instanceof HookedHandler hooked && hooked.annotated) {
                    return hooked;
                }
            }
        }
        return null;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        // The duplicated context of the request: contexts follow it, and its loop is the one that received the request,
        // whichever thread we are on (authentication may have moved to a worker).
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        RequestSettings settings = RequestSettings.current();
        Duration time = limit != null ? limit : settings.deadline();
        Deadline deadline = time.isZero() ? null : Deadline.within(time, name);
        boolean watched = annotated && settings.cancelOnDisconnect() && context != null;
        Disconnect disconnect = watched ? Disconnect.watch(request) : null;
        request.suspend();
        request.resume(new RequestExecutor(CurrentFibers.get(), context, endpoint, group, deadline, disconnect));
    }

    String name() {
        return name;
    }
}
