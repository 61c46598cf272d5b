package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.config.FiberConfig.GroupConfig;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.Placement;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Checks the configuration and turns it into what the scheduler needs; each error names the property. */
public final class FiberSettings {

    private static final Duration SHORTEST_TICK = Duration.ofMillis(1);

    private FiberSettings() {
    }

    /**
     * @param enabled false to have all fibers on the JDK's own scheduler
     * @param interruptAtOnce whether fibers are interrupted at once when the application stops
     * @param usedGroups the groups that {@code @Hooked} and {@code @Group} name
     */
    public static Fibers.Settings of(FiberConfig config, boolean enabled, boolean interruptAtOnce,
            Collection<String> usedGroups) {
        atLeast("drain-budget", config.drainBudget(), Duration.ofNanos(1));
        atLeast("hog-threshold", config.hogThreshold(), SHORTEST_TICK);
        atLeast("shutdown-timeout", config.shutdownTimeout(), Duration.ZERO);
        atLeast("rescue.blocked-after", config.rescue().blockedAfter(), SHORTEST_TICK);
        atLeast("rescue.running-after", config.rescue().runningAfter(), config.rescue().blockedAfter());
        atLeast("rescue.max-threads", config.rescue().maxThreads(), 1);
        Map<String, Integer> groups = groups(config);
        for (String used : usedGroups) {
            if (!groups.containsKey(used) && !used.equals(FiberScheduler.EVENT_LOOP)) {
                throw new ConfigurationException(
                        "@Hooked or @Group(\"" + used + "\") names a group that is not configured: set "
                                + "quarkus.fiber.groups.\"" + used + "\".carriers");
            }
        }
        return new Fibers.Settings(enabled ? config.carriers() : Placement.JDK, config.hogThreshold(), config.drainBudget(),
                groups, interruptAtOnce ? Duration.ZERO : config.shutdownTimeout(), config.rescue().blockedAfter(),
                config.rescue().runningAfter(), config.rescue().maxThreads());
    }

    private static Map<String, Integer> groups(FiberConfig config) {
        Map<String, Integer> groups = new TreeMap<>();
        int processors = Runtime.getRuntime().availableProcessors();
        groups.put(FiberScheduler.DEDICATED, processors);
        for (Map.Entry<String, GroupConfig> group : config.groups().entrySet()) {
            String name = group.getKey();
            if (name.equals(FiberScheduler.EVENT_LOOP)) {
                throw new ConfigurationException("quarkus.fiber.groups.\"" + name + "\": the carriers of this group are the"
                        + " event loops of Vert.x, set quarkus.vertx.event-loops-pool-size");
            }
            int carriers = group.getValue().carriers().orElse(processors);
            atLeast("groups.\"" + name + "\".carriers", carriers, 1);
            groups.put(name, carriers);
        }
        return groups;
    }

    static <T extends Comparable<T>> void atLeast(String property, T value, T least) {
        if (value.compareTo(least) < 0) {
            throw new ConfigurationException("quarkus.fiber." + property + " must be at least " + least + ", but is " + value);
        }
    }
}
