package io.quarkiverse.fiber.deployment.substitution;

import java.util.ArrayList;
import java.util.List;

/**
 * What there is in a class.
 *
 * @param replaced the calls that hooks take the place of
 * @param left the calls that would have a hook, but stay as they are
 * @param blocking the calls that block and have no hook
 * @param problem why nothing is known of the class; null otherwise
 */
record Found(List<CallSite> replaced, List<CallSite> left, List<BlockingSite> blocking, String problem) {

    static final Found NOTHING = new Found(List.of(), List.of(), List.of(), null);

    static Found of(ClassSubstitution substitution) {
        return new Found(substitution.replaced(), substitution.left(), substitution.blocking(), null);
    }

    static Found problem(RuntimeException e) {
        return new Found(List.of(), List.of(), List.of(), e.toString());
    }

    boolean isEmpty() {
        return replaced.isEmpty() && left.isEmpty() && blocking.isEmpty() && problem == null;
    }

    /** The same in a class that cannot be changed. */
    Found unchanged(String why) {
        List<CallSite> all = new ArrayList<>(left);
        replaced.forEach(site -> all.add(site.withOutcome(why)));
        return new Found(List.of(), all, blocking, problem);
    }
}
