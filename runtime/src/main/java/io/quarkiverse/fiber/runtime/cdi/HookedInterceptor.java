package io.quarkiverse.fiber.runtime.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * {@code @Hooked} for methods of beans. Outside of the interceptors that begin transactions, activate contexts or retry, so
 * that these are on the fiber; inside of those that check who calls.
 */
@OnFiber
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 10)
public class HookedInterceptor {

    @Inject
    HookedCalls calls;

    @AroundInvoke
    Object call(InvocationContext invocation) throws Exception {
        return calls.call(invocation, invocation.getInterceptorBinding(OnFiber.class).group());
    }
}
