package io.quarkiverse.fiber;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * The {@link FiberGroup} to inject: {@code @Inject @Group("reports") FiberGroup reports}. A name that is not configured is an
 * error at start.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE })
public @interface Group {

    /**
     * The name of the group, as in {@code quarkus.fiber.groups."name"}, {@value FiberScheduler#EVENT_LOOP} or
     * {@value FiberScheduler#DEDICATED}.
     */
    String value();

    /**
     * For programmatic lookup of a group that is injected somewhere in the application. {@link FiberScheduler#group} knows all.
     */
    final class Literal extends AnnotationLiteral<Group> implements Group {

        private static final long serialVersionUID = 1;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /** The qualifier of a group. */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
