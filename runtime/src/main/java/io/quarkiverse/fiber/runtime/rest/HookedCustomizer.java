package io.quarkiverse.fiber.runtime.rest;

import java.time.Duration;
import java.util.List;

import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** Puts {@link HookedHandler} into the chain of a {@code @Hooked} method. Recorded at build time, hence the setters. */
public class HookedCustomizer implements HandlerChainCustomizer {

    private String endpoint;
    private String group;
    private Duration deadline;
    private boolean virtualThreadOnly;

    @Override
    public List<ServerRestHandler> handlers(Phase phase, ResourceClass resourceClass, ServerResourceMethod method) {
        if (virtualThreadOnly && !method.isRunOnVirtualThread()) {
            return List.of();
        }
        // As soon as the method is known, so that filters and body readers may block too. REST would take a method that it
        // takes for non-blocking back to the loop after that: an inherited one that returns a Uni, for example.
        Phase ours = method.isBlocking() ? Phase.AFTER_MATCH : Phase.BEFORE_METHOD_INVOKE;
        return phase == ours ? List.of(new HookedHandler(endpoint, group, deadline, !virtualThreadOnly)) : List.of();
    }

    public String getEndpoint() {
        return endpoint;
    }

    /** The class and the method, for people. */
    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getGroup() {
        return group;
    }

    /** A group of carriers; empty for the request's event loop. */
    public void setGroup(String group) {
        this.group = group;
    }

    public Duration getDeadline() {
        return deadline;
    }

    /** Zero for none; null for the one of the configuration. */
    public void setDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    public boolean isVirtualThreadOnly() {
        return virtualThreadOnly;
    }

    /** Whether only a method that REST would run on a virtual thread is concerned. */
    public void setVirtualThreadOnly(boolean virtualThreadOnly) {
        this.virtualThreadOnly = virtualThreadOnly;
    }
}
