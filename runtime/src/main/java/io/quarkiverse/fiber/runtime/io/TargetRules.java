package io.quarkiverse.fiber.runtime.io;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which limits a target gets: those of the rule that matches most specifically, else the defaults. */
public final class TargetRules {

    /** A pattern and the limits of its rule. */
    public record Rule(TargetPattern pattern, Limits limits) {
    }

    private final List<Rule> rules;
    private final Limits otherwise;

    /**
     * @throws IllegalArgumentException if two patterns match the same targets equally well
     */
    public TargetRules(List<Rule> rules, Limits.Defaults defaults) {
        this.rules = new ArrayList<>(rules);
        this.rules.sort(Comparator.comparing(Rule::pattern));
        this.otherwise = Limits.of(defaults);
        for (Rule one : rules) {
            for (Rule other : rules) {
                if (one != other && one.pattern().competesWith(other.pattern())) {
                    throw new IllegalArgumentException("quarkus.fiber.targets.\"" + one.limits().target() + "\".match and "
                            + "quarkus.fiber.targets.\"" + other.limits().target() + "\".match are equally specific for the"
                            + " same targets: " + one.pattern() + " and " + other.pattern());
                }
            }
        }
    }

    /** The limits of a target by the name that the code has used, never looked up, and the address it stands for. */
    public Limits of(InetSocketAddress target) {
        for (Rule rule : rules) {
            if (rule.pattern().matches(target)) {
                return rule.limits();
            }
        }
        return otherwise;
    }

    /** The limits where no rule matches. */
    public Limits otherwise() {
        return otherwise;
    }
}
