package io.quarkiverse.fiber.runtime.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * {@code @Hooked} for methods that return a {@code Uni} or a {@code CompletionStage} and are retried or limited by MicroProfile
 * Fault Tolerance. Inside of that: it makes a later attempt on a thread of its own, and its timeout would have to wait for the
 * fiber.
 */
@OnFiber(eachAttempt = true)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 20)
public class AttemptInterceptor {

    @Inject
    HookedCalls calls;

    @AroundInvoke
    Object call(InvocationContext invocation) throws Exception {
        return calls.call(invocation, invocation.getInterceptorBinding(OnFiber.class).group());
    }
}
