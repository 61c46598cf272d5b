package io.quarkiverse.fiber.runtime.cdi;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup.Visit;
import io.quarkiverse.fiber.runtime.CurrentFibers;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Makes the calls of {@code @Hooked} methods of beans on fibers. One that returns at once, with a {@code Uni} or a
 * {@code CompletionStage}, has a fiber of its own; for any other the caller waits, and if it is a fiber it makes the call
 * itself.
 */
@Singleton
public class HookedCalls {

    private static final String CALLER = Caller.class.getName();

    private final ConcurrentMap<Method, Endpoint> endpoints = new ConcurrentHashMap<>();

    @Inject
    CallerContexts contexts;

    Object call(InvocationContext invocation, String group) throws Exception {
        Fibers fibers = CurrentFibers.get();
        if (fibers == null) { // the application has not started: there is nobody to hold up
            return invocation.proceed();
        }
        Class<?> returned = invocation.getMethod().getReturnType();
        if (returned == Uni.class) {
            return uni(fibers, invocation, group);
        }
        if (returned == CompletionStage.class || returned == CompletableFuture.class) {
            return stage(fibers, invocation, group);
        }
        return Fibers.current() != null ? here(fibers, invocation, group) : join(fibers, invocation, group);
    }

    private static Object here(Fibers fibers, InvocationContext invocation, String group) throws Exception {
        if (group.isEmpty()) {
            return method(invocation).call();
        }
        try (Visit visit = fibers.scheduler().group(group).enter()) {
            return method(invocation).call();
        }
    }

    private Object join(Fibers fibers, InvocationContext invocation, String group) throws Exception {
        Method method = invocation.getMethod();
        if (!BlockingOperationControl.isBlockingAllowed() || fibers.isLoop()) {
            throw new IllegalStateException(name(method) + " is @Hooked and returns a value: the event loop "
                    + Thread.currentThread().getName() + " cannot wait for it. Call it from a fiber (@Hooked), a virtual thread"
                    + " or a worker thread (@Blocking), or have it return a Uni or a CompletionStage");
        }
        Caller caller = callerOf(invocation);
        JoinedCall call = new JoinedCall(caller.with(method(invocation)));
        return call.await(start(fibers, method, group, caller.loop(), call));
    }

    private CompletableFuture<Object> stage(Fibers fibers, InvocationContext invocation, String group) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Caller caller = callerOf(invocation);
        Callable<Object> call = caller.with(method(invocation));
        start(fibers, invocation.getMethod(), group, caller.loop(), new Runnable() {
            @Override
            public void run() {
                try {
                    ((CompletionStage<?>) call.call()).whenComplete((value, failure) -> complete(result, value, failure));
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            }
        });
        return result;
    }

    private static void complete(CompletableFuture<Object> result, Object value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** Each subscription makes the call; a cancelled one cancels its fiber. */
    private Uni<Object> uni(Fibers fibers, InvocationContext invocation, String group) {
        Caller caller = callerOf(invocation);
        Callable<Object> call = caller.with(method(invocation));
        return Uni.createFrom().emitter(new Consumer<UniEmitter<? super Object>>() {
            @Override
            public void accept(UniEmitter<? super Object> emitter) {
                UniCall task = new UniCall(call, emitter);
                Fiber fiber = start(fibers, invocation.getMethod(), group, caller.loop(), task);
                emitter.onTermination(() -> task.cancel(fiber));
            }
        }).flatMap(returned -> (Uni<?>) returned);
    }

    private Fiber start(Fibers fibers, Method method, String group, EventExecutor loop, Runnable task) {
        Endpoint endpoint = endpoints.computeIfAbsent(method,
                key -> new Endpoint("fiber " + shortName(key)));
        return fibers.startCall(endpoint, group, loop, task);
    }

    /**
     * Makes a call on a fiber on the carrier of the caller.
     *
     * @param result gets what the call returns or throws
     */
    public void start(Endpoint endpoint, Callable<?> call, CompletableFuture<Object> result) {
        Caller caller = new Caller(contexts);
        Callable<?> withContexts = caller.with(call);
        CurrentFibers.get().startCall(endpoint, "", caller.loop(), new Runnable() {
            @Override
            public void run() {
                try {
                    result.complete(withContexts.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            }
        });
    }

    /** What the fiber runs: the method, within its own deadline if it has one. */
    private static Callable<Object> method(InvocationContext invocation) {
        long deadline = invocation.getInterceptorBinding(OnFiber.class).deadline();
        if (deadline == 0) {
            return invocation::proceed;
        }
        Duration limit = Duration.ofNanos(deadline);
        return () -> Deadline.within(limit, shortName(invocation.getMethod())).call(invocation::proceed);
    }

    private static String shortName(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    void keepCaller(InvocationContext invocation) {
        invocation.getContextData().put(CALLER, new Caller(contexts));
    }

    private Caller callerOf(InvocationContext invocation) {
        Caller kept = (Caller) invocation.getContextData().get(CALLER);
        return kept != null ? kept : new Caller(contexts);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "#" + method.getName();
    }
}
