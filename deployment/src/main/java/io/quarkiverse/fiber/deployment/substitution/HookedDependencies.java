package io.quarkiverse.fiber.deployment.substitution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.maven.dependency.ResolvedDependency;

/** The dependencies that the configuration names. */
final class HookedDependencies {

    static final String PROPERTY = "quarkus.fiber.hook.dependencies";

    /** Stands for {@link KnownClients}, of which none need be there. */
    static final String AUTO = "auto";

    private final Collection<ResolvedDependency> all;
    private final Set<ResolvedDependency> named = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param values of {@link #PROPERTY}
     * @param all that the application has at run time
     */
    HookedDependencies(List<String> values, Collection<ResolvedDependency> all) {
        this.all = all;
        for (String value : values) {
            if (value.equals(AUTO)) {
                KnownClients.ALL.forEach(this::add);
            } else if (!isGroupAndArtifact(value)) {
                problems.add(PROPERTY + ": '" + value + "' is neither " + AUTO + " nor groupId:artifactId");
            } else if (!add(value)) {
                problems.add(PROPERTY + ": the application has no dependency '" + value + "'");
            }
        }
    }

    /** Whether there is one. */
    private boolean add(String groupAndArtifact) {
        Wildcard wildcard = Wildcard.of(groupAndArtifact);
        List<ResolvedDependency> found = all.stream().filter(each -> wildcard.matches(name(each))).toList();
        named.addAll(found);
        return !found.isEmpty();
    }

    private static boolean isGroupAndArtifact(String value) {
        String[] parts = value.split(":", -1);
        return parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank();
    }

    static String name(ResolvedDependency dependency) {
        return dependency.getGroupId() + ":" + dependency.getArtifactId();
    }

    Collection<ResolvedDependency> all() {
        return named;
    }

    List<String> problems() {
        return problems;
    }
}
