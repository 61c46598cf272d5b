package io.quarkiverse.fiber.runtime.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;

/** Gives its {@link FiberIo} other rules, each time all of them: what is checked is what counts. */
public final class LiveLimits implements IoLimits {

    private final FiberIo io;

    /** By name; under the lock, as the next. */
    private Map<String, TargetRule> rules;
    private DefaultLimits defaults;

    /**
     * @param rules those that count already, as do the defaults
     */
    public LiveLimits(FiberIo io, Collection<TargetRule> rules, DefaultLimits defaults) {
        this.io = io;
        this.rules = byName(rules);
        this.defaults = defaults;
    }

    private static Map<String, TargetRule> byName(Collection<TargetRule> rules) {
        Map<String, TargetRule> byName = new TreeMap<>();
        for (TargetRule rule : rules) {
            if (byName.put(rule.name(), rule) != null) {
                throw new IllegalArgumentException("Two rules have the name '" + rule.name() + "'");
            }
        }
        return byName;
    }

    @Override
    public synchronized List<TargetRule> rules() {
        return new ArrayList<>(rules.values());
    }

    @Override
    public synchronized Optional<TargetRule> rule(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    @Override
    public synchronized void put(TargetRule rule) {
        Map<String, TargetRule> changed = new TreeMap<>(rules);
        changed.put(rule.name(), rule);
        use(changed, defaults);
    }

    @Override
    public synchronized boolean remove(String name) {
        Map<String, TargetRule> changed = new TreeMap<>(rules);
        if (changed.remove(name) == null) {
            return false;
        }
        use(changed, defaults);
        return true;
    }

    @Override
    public synchronized void replaceRules(Collection<TargetRule> others) {
        use(byName(others), defaults);
    }

    @Override
    public synchronized DefaultLimits defaults() {
        return defaults;
    }

    @Override
    public synchronized void setDefaults(DefaultLimits others) {
        use(rules, others);
    }

    private void use(Map<String, TargetRule> changed, DefaultLimits others) {
        io.setRules(TargetRules.of(changed.values(), others));
        rules = changed;
        defaults = others;
    }
}
