package io.quarkiverse.fiber.deployment;

import jakarta.enterprise.inject.spi.DeploymentException;

/** {@code quarkus.fiber.replace-virtual-threads} cannot do what it says. */
public class VirtualThreadsException extends DeploymentException {

    private static final long serialVersionUID = 1;

    VirtualThreadsException(String reason) {
        super("quarkus.fiber.replace-virtual-threads=true has no effect: " + reason);
    }
}
