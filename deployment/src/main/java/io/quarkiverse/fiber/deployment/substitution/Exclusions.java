package io.quarkiverse.fiber.deployment.substitution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Classes whose calls stay as they are. */
final class Exclusions {

    static final String PROPERTY = "quarkus.fiber.hook.exclude";

    /** Frameworks that never block an event loop knowingly, and what the hooks themselves are made of. */
    private static final List<Wildcard> NEVER = List.of("io.quarkiverse.fiber.runtime.*", "io.quarkus.*", "io.smallrye.*",
            "io.vertx.*", "io.netty.*", "org.jboss.threads.*", "org.jboss.logmanager.*").stream().map(Wildcard::of).toList();

    private final List<Wildcard> configured;
    private final Set<Wildcard> matched = new HashSet<>();

    /** @param patterns the value of {@link #PROPERTY} */
    Exclusions(List<String> patterns) {
        configured = patterns.stream().map(Wildcard::of).toList();
    }

    boolean contains(String className) {
        boolean excluded = NEVER.stream().anyMatch(pattern -> pattern.matches(className));
        for (Wildcard pattern : configured) { // all of them: each is to have its matches noted
            if (pattern.matches(className)) {
                matched.add(pattern);
                excluded = true;
            }
        }
        return excluded;
    }

    /** For each pattern that none of the classes asked for so far matches. */
    List<String> problems() {
        return configured.stream().filter(pattern -> !matched.contains(pattern))
                .map(pattern -> PROPERTY + ": no class of the application or of the hooked dependencies matches '"
                        + pattern.text() + "'")
                .toList();
    }
}
