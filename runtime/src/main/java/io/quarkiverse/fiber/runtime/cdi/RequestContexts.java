package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;

/** The request context, for applications without Vert.x. */
@Singleton
public class RequestContexts implements CallerContexts {

    @Override
    public EventExecutor loop() {
        return null;
    }

    @Override
    public <T> Callable<T> withContexts(Callable<T> call) {
        ManagedContext requestContext = Arc.container().requestContext();
        ContextState state = requestContext.getStateIfActive();
        if (state == null) {
            return call;
        }
        return new Callable<>() {
            @Override
            public T call() throws Exception {
                requestContext.activate(state);
                try {
                    return call.call();
                } finally {
                    requestContext.deactivate();
                }
            }
        };
    }
}
