package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

import io.quarkus.paths.PathTree;
import io.quarkus.paths.PathVisit;

/** Goes through classes and tries in each what {@link ClassSubstitution} can do; what comes of it is in the report. */
final class ClassScanner {

    private static final Logger LOG = Logger.getLogger(ClassScanner.class);
    private static final String SUFFIX = ".class";

    private final HookTable hooks;
    private final Exclusions exclusions;
    private final SubstitutionReport report;
    private final Substitutions substitutions;
    private final Set<String> seen = new HashSet<>();

    ClassScanner(HookTable hooks, Exclusions exclusions, SubstitutionReport report, Substitutions substitutions) {
        this.hooks = hooks;
        this.exclusions = exclusions;
        this.report = report;
        this.substitutions = substitutions;
    }

    /**
     * @param archive where they are, for the report
     * @param known what has been found in these classes before; gets what is found now
     */
    void scan(String archive, PathTree classes, Map<String, Found> known) {
        eachIncluded(classes, (className, visit) -> report.add(archive, className,
                known.computeIfAbsent(className, unknown -> look(className, read(visit)))));
    }

    /** For classes that are as they are: only notes which of them are excluded. */
    void skip(PathTree classes) {
        eachIncluded(classes, (className, visit) -> {
        });
    }

    private void eachIncluded(PathTree classes, BiConsumer<String, PathVisit> action) {
        classes.walk(visit -> {
            String path = visit.getRelativePath("/");
            if (isClass(path) && !path.startsWith("META-INF/")) {
                String className = className(path);
                if (!exclusions.contains(className) && seen.add(className)) {
                    action.accept(className, visit);
                }
            }
        });
    }

    static boolean isClass(String path) {
        return path.endsWith(SUFFIX);
    }

    static String className(String path) {
        return path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    }

    private static byte[] read(PathVisit visit) {
        try {
            return Files.readAllBytes(visit.getPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void scan(String archive, String className, byte[] classFile) {
        report.add(archive, className, look(className, classFile));
    }

    /** Of a class that nothing can be replaced in: tells what would have been. */
    void scanUnchangeable(String archive, String className, byte[] classFile, String why) {
        if (!exclusions.contains(className)) {
            report.add(archive, className, look(className, classFile).unchanged(why));
        }
    }

    private Found look(String className, byte[] classFile) {
        try {
            return ConstantPool.names(classFile, hooks) ? Found.of(substitutions.of(classFile)) : Found.NOTHING;
        } catch (RuntimeException e) { // of a class that is not as compilers make them
            LOG.debugf(e, "%s stays as it is", className);
            return Found.problem(e);
        }
    }
}
