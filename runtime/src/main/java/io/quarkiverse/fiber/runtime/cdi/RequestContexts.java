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
    public Captured capture() {
        ManagedContext requestContext = Arc.container().requestContext();
        ContextState state = requestContext.getStateIfActive();
        return new Captured() {
            @Override
            public <T> T call(Callable<T> call) throws Exception {
                if (state == null) {
                    return call.call();
                }
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
