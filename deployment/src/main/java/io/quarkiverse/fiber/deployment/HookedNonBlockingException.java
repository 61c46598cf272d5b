package io.quarkiverse.fiber.deployment;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.MethodInfo;

/** {@code @Hooked} says that a method may block, {@code @NonBlocking} that it does not. */
public class HookedNonBlockingException extends DeploymentException {

    private static final long serialVersionUID = 1;

    HookedNonBlockingException(MethodInfo method) {
        super(method.declaringClass().name() + "#" + method.name()
                + " is both @Hooked and @NonBlocking: remove @NonBlocking to run it on a fiber, or @Hooked to run it on the"
                + " event loop");
    }
}
