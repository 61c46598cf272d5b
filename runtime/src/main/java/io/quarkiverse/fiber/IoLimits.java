package io.quarkiverse.fiber;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The limits of hooked I/O, while the application runs: at its start those of the configuration. Inject it as a bean.
 * <p>
 * A change counts for each operation that begins after it, on every thread, and on connections that exist too: they find
 * their rule anew. It counts as a whole: no operation sees a part of it.
 * <p>
 * What does not change: an operation under way keeps the limit it has begun with, so to end one that waits for too long cancel
 * it, or close its socket. What the code has set on a socket stays. URL connections and LDAP contexts of the JDK keep the
 * timeouts that they were opened with.
 * <p>
 * All methods may be called from any thread. What is wrong is refused as a whole, with an {@link IllegalArgumentException} that
 * says what the start of the application would say, and names the property.
 */
public interface IoLimits {

    /** The rules in force, by name. */
    List<TargetRule> rules();

    /** The rule of a name, if there is one. */
    Optional<TargetRule> rule(String name);

    /**
     * Adds a rule, in the place of the one with its name if there is one.
     *
     * @throws IllegalArgumentException if the rule cannot be, or is as specific as another for the same targets
     */
    void put(TargetRule rule);

    /**
     * Removes the rule of a name.
     *
     * @return whether there was one
     */
    boolean remove(String name);

    /**
     * Puts rules in the place of all there are, at once.
     *
     * @throws IllegalArgumentException if one cannot be, two have the same name, or are equally specific for the same targets
     */
    void replaceRules(Collection<TargetRule> rules);

    /** The limits where no rule says anything. */
    DefaultLimits defaults();

    /**
     * Changes the limits where no rule says anything.
     *
     * @throws IllegalArgumentException if a timeout cannot be
     */
    void setDefaults(DefaultLimits defaults);
}
