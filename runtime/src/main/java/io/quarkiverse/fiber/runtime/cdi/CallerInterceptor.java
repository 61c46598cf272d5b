package io.quarkiverse.fiber.runtime.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Keeps the caller for the {@link AttemptInterceptor}: a later attempt begins on a thread that has nothing of it. Just outside
 * of Fault Tolerance, so that a transaction has begun if there is one.
 */
@OnFiber(eachAttempt = true)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 9)
public class CallerInterceptor {

    @Inject
    HookedCalls calls;

    @AroundInvoke
    Object call(InvocationContext invocation) throws Exception {
        calls.keepCaller(invocation);
        return invocation.proceed();
    }
}
