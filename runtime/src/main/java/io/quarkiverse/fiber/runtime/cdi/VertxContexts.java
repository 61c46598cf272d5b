package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.context.ThreadContext;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * The Vert.x context, with all that is kept in it, and what MicroProfile Context Propagation knows: the request context, the
 * transaction. Quarkus has the second wherever it has the first.
 */
@Singleton
public class VertxContexts implements CallerContexts {

    private final ThreadContext threadContext = ThreadContext.builder()
            .propagated(ThreadContext.ALL_REMAINING).cleared().unchanged().build();

    @Override
    public EventExecutor loop() {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return context == null ? null : context.nettyEventLoop();
    }

    @Override
    public <T> Callable<T> withContexts(Callable<T> call) {
        Callable<T> inThreadContext = threadContext.contextualCallable(call);
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        if (context == null) {
            return inThreadContext;
        }
        return new Callable<>() {
            @Override
            public T call() throws Exception {
                ContextInternal previous = context.beginDispatch();
                try {
                    return inThreadContext.call();
                } finally {
                    context.endDispatch(previous);
                }
            }
        };
    }
}
