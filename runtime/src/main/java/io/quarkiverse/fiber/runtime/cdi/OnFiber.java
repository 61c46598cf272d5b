package io.quarkiverse.fiber.runtime.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * What the build adds to those {@code @Hooked} methods that an interceptor has to run on a fiber. {@code @Hooked} itself is no
 * interceptor binding, because resource methods are business methods of beans too and have a fiber already.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface OnFiber {

    /** A group of carriers; empty for the carrier of the caller. */
    @Nonbinding
    String group() default "";

    /** How long the method may wait altogether, in nanoseconds; 0 if it has no deadline of its own. */
    @Nonbinding
    long deadline() default 0;

    /** Whether the interceptor of MicroProfile Fault Tolerance, if there is one, is outside of the fiber. */
    boolean eachAttempt() default false;
}
