package io.quarkiverse.fiber.deployment.substitution;

/**
 * A call of a hooked member, or of one that blocks.
 *
 * @param line 0 where the class has no line numbers
 * @param call the member of the JDK that the code names
 * @param outcome the hook that is called instead, why none is, or what to do as there is none
 */
record CallSite(String className, String method, int line, String call, String outcome) {

    CallSite withOutcome(String other) {
        return new CallSite(className, method, line, call, other);
    }
}
