package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.scheduler.FailedExecution;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/** Each job runs once, at the start. */
@ApplicationScoped
public class Jobs {

    @Inject
    Where where;

    @Inject
    RequestId requestId;

    @Inject
    Contexts contexts;

    private final CompletableFuture<String> hooked = new CompletableFuture<>();
    private final CompletableFuture<Boolean> traced = new CompletableFuture<>();
    private final CompletableFuture<String> inGroup = new CompletableFuture<>();
    private final CompletableFuture<String> uni = new CompletableFuture<>();
    private final CompletableFuture<String> onVirtualThread = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Scheduled(every = "1h")
    @Hooked
    void hooked() {
        requestId.set("of a job");
        MDC.put("id", "job");
        traced.complete(Span.current().getSpanContext().isValid());
        hooked.complete(contexts.here().replace(Span.current().getSpanContext().getTraceId(), "TRACE"));
    }

    @Scheduled(every = "1h")
    @Hooked("dedicated")
    void inGroup() {
        inGroup.complete(where.am());
    }

    @Scheduled(every = "1h")
    @Hooked
    Uni<Void> uni() {
        uni.complete(where.am());
        return Uni.createFrom().voidItem();
    }

    @Scheduled(every = "1h")
    @RunOnVirtualThread
    void onVirtualThread() {
        onVirtualThread.complete(where.am());
    }

    @Scheduled(every = "1h")
    @Hooked
    void failing() {
        where.am();
        throw new IllegalStateException("of a job");
    }

    void failed(@ObservesAsync FailedExecution failed) {
        failure.complete(failed.getException());
    }

    public CompletableFuture<String> hookedRan() {
        return hooked;
    }

    public CompletableFuture<Boolean> hookedIsTraced() {
        return traced;
    }

    public CompletableFuture<String> inGroupRan() {
        return inGroup;
    }

    public CompletableFuture<String> uniRan() {
        return uni;
    }

    public CompletableFuture<String> onVirtualThreadRan() {
        return onVirtualThread;
    }

    public CompletableFuture<Throwable> failure() {
        return failure;
    }
}
