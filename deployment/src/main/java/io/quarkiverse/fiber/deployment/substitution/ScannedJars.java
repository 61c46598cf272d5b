package io.quarkiverse.fiber.deployment.substitution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.maven.dependency.ResolvedDependency;

/** What dev mode keeps of jars over reloads, as they do not change. */
final class ScannedJars {

    private final Map<Path, Map<String, Found>> jars = new HashMap<>();

    /**
     * By class names, as far as it is known; to be added to.
     *
     * @param dependency null for the classes of the application itself
     */
    Map<String, Found> of(ResolvedDependency dependency) {
        if (dependency != null && dependency.getResolvedPaths().isSinglePath()
                && Files.isRegularFile(dependency.getResolvedPaths().getSinglePath())) {
            return jars.computeIfAbsent(dependency.getResolvedPaths().getSinglePath(), absent -> new HashMap<>());
        }
        return new HashMap<>();
    }
}
