package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import io.quarkus.paths.PathTree;
import io.quarkus.paths.PathVisit;

/** Goes through classes and tries in each what {@link ClassSubstitution} can do; what comes of it is in the report. */
final class ClassScanner {

    private static final Logger LOG = Logger.getLogger(ClassScanner.class);
    private static final String SUFFIX = ".class";

    private final HookTable hooks;
    private final Predicate<String> excluded;
    private final SubstitutionReport report;
    private final Substitutions substitutions;
    private final Set<String> seen = new HashSet<>();

    ClassScanner(HookTable hooks, Predicate<String> excluded, SubstitutionReport report,
            Substitutions substitutions) {
        this.hooks = hooks;
        this.excluded = excluded;
        this.report = report;
        this.substitutions = substitutions;
    }

    /**
     * @param source whose classes they are, for the report
     */
    void scan(String source, PathTree classes) {
        classes.walk(visit -> visit(source, visit));
    }

    private void visit(String source, PathVisit visit) {
        String path = visit.getRelativePath("/");
        if (!isClass(path) || path.startsWith("META-INF/")) {
            return;
        }
        String className = className(path);
        if (!excluded.test(className) && seen.add(className)) {
            scan(source, className, read(visit));
        }
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

    void scan(String source, String className, byte[] classFile) {
        try {
            if (ConstantPool.names(classFile, hooks)) {
                ClassSubstitution substitution = substitutions.of(classFile);
                report.add(source, substitution.replaced(), substitution.left());
            }
        } catch (RuntimeException e) { // of a class that is not as compilers make them
            LOG.debugf(e, "%s stays as it is", className);
            report.addUnreadable(source, className, e.toString());
        }
    }
}
