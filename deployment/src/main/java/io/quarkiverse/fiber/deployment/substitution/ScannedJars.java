package io.quarkiverse.fiber.deployment.substitution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import io.quarkus.maven.dependency.ResolvedDependency;

/** What dev mode keeps of jars over reloads, as they do not change. */
final class ScannedJars {

    private final Map<Path, Map<String, Found>> jars = new HashMap<>();

    /** By class names, as far as it is known; to be added to. */
    Map<String, Found> of(ResolvedDependency dependency) {
        Iterator<Path> paths = dependency.getResolvedPaths().iterator();
        Path path = paths.hasNext() ? paths.next() : null;
        boolean isJar = path != null && !paths.hasNext() && Files.isRegularFile(path);
        return isJar ? jars.computeIfAbsent(path, absent -> new HashMap<>()) : new HashMap<>();
    }
}
