package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.MDC;

import io.opentelemetry.api.trace.Span;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;

/** Says what contexts its caller has. */
@Singleton
public class Contexts {

    @Inject
    Where where;

    @Inject
    RequestId requestId;

    @Inject
    SecurityIdentity identity;

    /** The same before and after a wait, and on what kind of thread. */
    public String here() {
        String before = now();
        String place = where.am();
        String after = now();
        return (before.equals(after) ? before : before + " has become " + after) + ", " + place;
    }

    private String now() {
        String ofRequest = Arc.container().requestContext().isActive()
                ? requestId.get() + " " + identity.getPrincipal().getName()
                : "no request";
        return ofRequest + " " + MDC.get("id") + " " + Span.current().getSpanContext().getTraceId();
    }
}
