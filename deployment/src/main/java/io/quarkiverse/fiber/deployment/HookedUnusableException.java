package io.quarkiverse.fiber.deployment;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.AnnotationTarget;

/** {@code @Hooked} where nothing would run the method on a fiber. */
public class HookedUnusableException extends DeploymentException {

    private static final long serialVersionUID = 1;

    HookedUnusableException(AnnotationTarget target, String reason) {
        super("@Hooked on " + name(target) + " cannot be: " + reason);
    }

    private static String name(AnnotationTarget target) {
        return target.kind() == AnnotationTarget.Kind.CLASS ? target.asClass().name().toString()
                : target.asMethod().declaringClass().name() + "#" + target.asMethod().name();
    }
}
