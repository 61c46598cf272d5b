package io.quarkiverse.fiber;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a Quarkus REST resource method, or each method of a resource class, on a <em>fiber</em>: a virtual thread that is
 * carried by the event loop that received the request.
 * <p>
 * On a method of any other bean, or the bean's class, it makes calls of the method on a fiber: of one that returns a
 * {@code Uni} or a {@code CompletionStage} while the caller goes on; of any other while the caller waits, which an event loop
 * cannot do. A caller that is a fiber makes the call itself. Where nothing would look for the annotation, the build fails.
 * <p>
 * The method may block: {@code Thread.sleep}, locks, {@code java.util.concurrent} waits park the fiber and leave the
 * event loop free. It may return a plain value or an asynchronous type ({@code Uni}, {@code Multi},
 * {@code CompletionStage}); its body runs on the fiber in each case. The CDI request context, the security identity, the
 * MDC and the OpenTelemetry context are those of the request.
 * <p>
 * On a method the annotation wins over one on its class. Together with
 * {@link io.smallrye.common.annotation.NonBlocking} on the same element it is an error of the build;
 * {@link io.smallrye.common.annotation.RunOnVirtualThread} and {@link io.smallrye.common.annotation.Blocking} beside it
 * have no effect.
 * <p>
 * With {@code quarkus.fiber.enabled=false} it behaves as {@code @RunOnVirtualThread}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Hooked {

    /**
     * The group of carriers that runs the fiber, as configured by {@code quarkus.fiber.groups."name"}. Empty, the
     * default, means the event loop that received the request, or that serves the caller. A name that is not configured is an
     * error at start.
     */
    String value() default "";

    /**
     * By when the method has to have done its waiting, as a {@link Deadline}: a duration such as {@code 2s} or {@code 500ms},
     * or {@code none}. Another text is an error of the build.
     * <p>
     * For a resource method of Quarkus REST it counts from the arrival of the request at the method's handlers, and empty means
     * {@code quarkus.fiber.deadline}. For any other it counts from the method's begin on its fiber. If its caller has a
     * deadline the nearer one counts; empty means that of the caller.
     */
    String deadline() default "";
}
