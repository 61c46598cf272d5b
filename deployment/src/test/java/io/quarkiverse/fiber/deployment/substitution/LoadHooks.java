package io.quarkiverse.fiber.deployment.substitution;

import io.quarkiverse.fiber.runtime.hook.HooksOf;

/** Of a member that the table of blocking calls has. */
@HooksOf(System.class)
public final class LoadHooks {

    private LoadHooks() {
    }

    public static void load(String library) {
        throw new AssertionError(library);
    }
}
