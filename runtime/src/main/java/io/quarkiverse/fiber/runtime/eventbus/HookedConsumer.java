package io.quarkiverse.fiber.runtime.eventbus;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.fiber.runtime.CurrentFibers;
import io.quarkiverse.fiber.runtime.cdi.HookedCalls;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkus.arc.Arc;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * {@code @Hooked} for consumers of the event bus that return a value or nothing: the event bus takes what they return for a
 * {@code CompletionStage} and waits for it on the loop, and the fiber is on that same loop.
 */
public final class HookedConsumer {

    private static final ClassValue<Endpoint> ENDPOINTS = new ClassValue<>() {
        @Override
        protected Endpoint computeValue(Class<?> invoker) {
            return new Endpoint("fiber " + invoker.getSimpleName());
        }
    };

    private HookedConsumer() {
    }

    /** The wrapper of the consumer's invoker: there is one invoker class for each method. */
    public static Object call(Object instance, Object[] arguments, Invoker<Object, Object> invoker) throws Exception {
        if (Fibers.current() != null || CurrentFibers.get() == null) { // or the application has not started yet
            return invoker.invoke(instance, arguments);
        }
        Consumed result = new Consumed((ContextInternal) Vertx.currentContext());
        Arc.container().instance(HookedCalls.class).get().start(ENDPOINTS.get(invoker.getClass()),
                () -> invoker.invoke(instance, arguments), result);
        return result;
    }

    /** A failure that nobody waits for goes to the context, as if the consumer had run on the event loop. */
    private static final class Consumed extends CompletableFuture<Object> {

        private final ContextInternal context;

        private Consumed(ContextInternal context) {
            this.context = context;
        }

        @Override
        public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> replier) {
            return super.whenComplete((value, failure) -> {
                try {
                    replier.accept(value, failure);
                } catch (RuntimeException | Error e) {
                    context.reportException(e);
                }
            });
        }
    }
}
