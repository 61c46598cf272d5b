package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.Message;

@ApplicationScoped
public class Consumers {

    @Inject
    Where where;

    @Inject
    RequestId requestId;

    private final CompletableFuture<String> nothingRan = new CompletableFuture<>();

    @ConsumeEvent("hooked")
    @Hooked
    String hooked(String body) {
        return body + where.am();
    }

    @ConsumeEvent("in-group")
    @Hooked("dedicated")
    String inGroup(String body) {
        return body + where.am();
    }

    @ConsumeEvent("uni")
    @Hooked
    Uni<String> uni(String body) {
        return Uni.createFrom().item(body + where.am());
    }

    @ConsumeEvent("headers")
    @Hooked
    String headers(MultiMap headers, String body) {
        return headers.get("name") + body + where.am();
    }

    @ConsumeEvent("nothing")
    @Hooked
    void nothing(String body) {
        nothingRan.complete(body + where.am());
    }

    /** Replies later, on another thread. */
    @ConsumeEvent("message")
    @Hooked
    void message(Message<String> message) {
        String here = where.am();
        Thread.ofPlatform().start(() -> {
            where.am();
            message.reply(message.body() + here);
        });
    }

    @ConsumeEvent("failing")
    @Hooked
    String failing(String body) {
        where.am();
        throw new IllegalArgumentException(body);
    }

    @ConsumeEvent("contexts")
    @Hooked
    String contexts(String body) {
        requestId.set(body);
        MDC.put("id", body);
        where.am();
        return requestId.get() + " " + MDC.get("id");
    }

    @ConsumeEvent("traced")
    @Hooked
    String traced(String body) {
        String before = Span.current().getSpanContext().getTraceId();
        where.am();
        String after = Span.current().getSpanContext().getTraceId();
        return before.equals(after) ? before : before + " has become " + after;
    }

    @ConsumeEvent("virtual-thread")
    @RunOnVirtualThread
    String onVirtualThread(String body) {
        return body + where.am();
    }

    public CompletableFuture<String> nothingRan() {
        return nothingRan;
    }
}
