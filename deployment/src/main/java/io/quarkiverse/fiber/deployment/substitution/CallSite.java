package io.quarkiverse.fiber.deployment.substitution;

/**
 * A call of a hooked member.
 *
 * @param line 0 where the class has no line numbers
 * @param call the member of the JDK that the code names
 * @param outcome the hook that is called instead, or why none is
 */
record CallSite(String className, String method, int line, String call, String outcome) {
}
