package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;
import java.util.function.Function;

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
    public Captured capture() {
        Function<Callable<?>, Object> inThreadContext = threadContext.contextualFunction(VertxContexts::makeCall);
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return new Captured() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T call(Callable<T> call) {
                if (context == null) {
                    return (T) inThreadContext.apply(call);
                }
                ContextInternal previous = context.beginDispatch();
                try {
                    return (T) inThreadContext.apply(call);
                } finally {
                    context.endDispatch(previous);
                }
            }
        };
    }

    private static Object makeCall(Callable<?> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw Thrown.unchecked(e);
        }
    }
}
