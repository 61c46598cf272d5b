package io.quarkiverse.fiber.deployment.substitution;

/**
 * A call that blocks and has no hook.
 *
 * @param methodInSource name and descriptor of the method that has the call in the source, if that is in a lambda
 */
record BlockingSite(CallSite site, String methodInSource) {
}
