package io.quarkiverse.fiber.deployment;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.MethodInfo;

/** {@code @Hooked} gives a deadline that is no duration. */
public class HookedDeadlineException extends DeploymentException {

    private static final long serialVersionUID = 1;

    HookedDeadlineException(MethodInfo method, String text) {
        super(method.declaringClass().name() + "#" + method.name() + " is @Hooked(deadline = \"" + text
                + "\"), which is no duration: say, for example, \"2s\", \"500ms\" or \"none\"");
    }
}
