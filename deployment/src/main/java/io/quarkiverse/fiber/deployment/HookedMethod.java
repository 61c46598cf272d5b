package io.quarkiverse.fiber.deployment;

import org.jboss.jandex.MethodInfo;

/**
 * A method that {@code @Hooked} applies to.
 *
 * @param group the named group of carriers; empty for the request's event loop
 */
public record HookedMethod(MethodInfo method, String group) {
}
