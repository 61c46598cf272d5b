package io.quarkiverse.fiber.deployment;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.runtime.config.LimitConverter;
import io.smallrye.common.annotation.NonBlocking;

/**
 * Which {@code @Hooked} applies to a method: the most specific one, unless an equally specific or nearer one says NonBlocking.
 */
final class HookedAnnotation {

    static final DotName HOOKED = DotName.createSimple(Hooked.class);
    static final DotName NON_BLOCKING = DotName.createSimple(NonBlocking.class);

    private HookedAnnotation() {
    }

    /**
     * The annotation that applies to a resource method, or null: that of the endpoint's own method, then of the method that
     * carries the REST annotations, then of the class that declares it, then of the endpoint's class.
     *
     * @param endpoint the class that serves the method, where it may be inherited or implemented; null if it is the
     *        declaring one
     */
    static AnnotationInstance find(MethodInfo method, ClassInfo endpoint) {
        MethodInfo own = endpoint == null ? null
                : endpoint.method(method.name(), method.parameterTypes().toArray(Type.EMPTY_ARRAY));
        for (MethodInfo candidate : new MethodInfo[] { own, method }) {
            if (candidate != null) {
                AnnotationInstance hooked = candidate.declaredAnnotation(HOOKED);
                if (hooked != null || candidate.hasDeclaredAnnotation(NON_BLOCKING)) {
                    return hooked;
                }
            }
        }
        ClassInfo declaring = method.declaringClass();
        boolean decided = endpoint == null || declaring.hasDeclaredAnnotation(HOOKED)
                || declaring.hasDeclaredAnnotation(NON_BLOCKING);
        return (decided ? declaring : endpoint).declaredAnnotation(HOOKED);
    }

    static String group(AnnotationInstance hooked) {
        AnnotationValue value = hooked.value();
        return value == null ? "" : value.asString();
    }

    /**
     * Zero for none, and null for the one of the configuration.
     *
     * @throws HookedDeadlineException if it is no duration
     */
    static Duration deadline(AnnotationInstance hooked, MethodInfo method) {
        AnnotationValue value = hooked.value("deadline");
        if (value == null || value.asString().isEmpty()) {
            return null;
        }
        try {
            Duration deadline = new LimitConverter().convert(value.asString());
            if (!deadline.isNegative()) {
                return deadline;
            }
        } catch (IllegalArgumentException e) {
            // of the text; said below
        }
        throw new HookedDeadlineException(method, value.asString());
    }

    /** The deadline of a method of a bean, in nanoseconds; 0 if it has only that of its caller. */
    static long deadlineNanos(MethodInfo method) {
        try {
            Duration deadline = deadline(find(method, null), method);
            return deadline == null ? 0 : TimeUnit.NANOSECONDS.convert(deadline);
        } catch (HookedDeadlineException e) {
            return 0; // an error of the build, which is told with all others
        }
    }
}
