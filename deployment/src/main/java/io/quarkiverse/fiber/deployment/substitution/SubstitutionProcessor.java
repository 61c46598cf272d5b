package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.deployment.HookClassesBuildItem;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig.HookConfig;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.maven.dependency.DependencyFlags;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Has the application's classes, and those of listed dependencies, call hooks in the place of blocking members of the JDK. */
class SubstitutionProcessor {

    private static final Logger LOG = Logger.getLogger(SubstitutionProcessor.class);

    private static final String APPLICATION = "application";
    private static final String PARENT_FIRST = "in dev mode and in tests an extension has it loaded by the parent class loader,"
            + " which takes no changed classes; the packaged application has it hooked";

    private static final String RUNTIME = "io.quarkiverse.fiber:quarkus-fiber";
    private static final List<String> HOOK_PACKAGES = List.of("io/quarkiverse/fiber/runtime/hook/",
            "io/quarkiverse/fiber/runtime/net/", "io/quarkiverse/fiber/runtime/io/");

    /** Frameworks that never block an event loop knowingly, and what the hooks themselves are made of. */
    private static final List<String> NEVER = List.of("io.quarkiverse.fiber.runtime.*", "io.quarkus.*", "io.smallrye.*",
            "io.vertx.*", "io.netty.*", "org.jboss.threads.*", "org.jboss.logmanager.*");

    @BuildStep
    HookClassesBuildItem substitute(FiberBuildTimeConfig config, ApplicationArchivesBuildItem archives,
            CurateOutcomeBuildItem curated, OutputTargetBuildItem target, LaunchModeBuildItem launchMode,
            BuildProducer<BytecodeTransformerBuildItem> transformers) throws IOException {
        if (!config.enabled()) {
            return new HookClassesBuildItem(List.of());
        }
        SubstitutionReport report = new SubstitutionReport();
        Substitutions substitutions = new Substitutions(HookTable.INSTANCE, Thread.currentThread().getContextClassLoader());
        ClassScanner scanner = new ClassScanner(HookTable.INSTANCE, excluded(config.hook()), report, substitutions);
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            if (isApplication(archive, archives)) {
                archive.accept(tree -> scanner.scan(APPLICATION, tree));
            }
        }
        for (String dependency : config.hook().dependencies().orElse(List.of())) {
            scan(dependency, curated, launchMode.getLaunchMode(), scanner, report);
        }
        for (String className : report.classes()) {
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(className)
                    .setInputTransformer(substitutions)
                    .setCacheable(false) // an edit of another class can change what a call means
                    .build());
        }
        report.write(target.getOutputDirectory());
        LOG.infof("%s: %s", report.summary(), target.getOutputDirectory().resolve(SubstitutionReport.TEXT));
        return new HookClassesBuildItem(report.classes().isEmpty() ? List.of() : hookClasses(curated));
    }

    /** Every class of the packages that a hooked call may run through. */
    private static List<String> hookClasses(CurateOutcomeBuildItem curated) {
        List<String> names = new ArrayList<>();
        for (ResolvedDependency dependency : dependencies(RUNTIME, curated)) {
            dependency.getContentTree().walk(visit -> {
                String path = visit.getRelativePath("/");
                if (HOOK_PACKAGES.stream().anyMatch(path::startsWith) && ClassScanner.isClass(path)) {
                    names.add(ClassScanner.className(path));
                }
            });
        }
        return names;
    }

    private static List<ResolvedDependency> dependencies(String groupAndArtifact, CurateOutcomeBuildItem curated) {
        List<ResolvedDependency> found = new ArrayList<>();
        for (ResolvedDependency dependency : curated.getApplicationModel().getRuntimeDependencies()) {
            if (groupAndArtifact.equals(dependency.getGroupId() + ":" + dependency.getArtifactId())) {
                found.add(dependency);
            }
        }
        return found;
    }

    private static boolean isApplication(ApplicationArchive archive, ApplicationArchivesBuildItem archives) {
        ResolvedDependency dependency = archive.getResolvedDependency();
        return archive == archives.getRootArchive() || dependency != null && !dependency.isRuntimeExtensionArtifact();
    }

    private static void scan(String dependency, CurateOutcomeBuildItem curated, LaunchMode launchMode, ClassScanner scanner,
            SubstitutionReport report) {
        String[] parts = dependency.split(":");
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new ConfigurationException("quarkus.fiber.hook.dependencies: '" + dependency
                    + "' is not groupId:artifactId");
        }
        List<ResolvedDependency> found = dependencies(dependency, curated);
        for (ResolvedDependency each : found) {
            if (launchMode != LaunchMode.NORMAL && each.isFlagSet(DependencyFlags.CLASSLOADER_PARENT_FIRST)) {
                report.addUnreadable(dependency, "*", PARENT_FIRST);
                LOG.warnf("%s is not hooked here: %s", dependency, PARENT_FIRST);
            } else {
                scanner.scan(dependency, each.getContentTree());
            }
        }
        if (found.isEmpty() && !List.of(HookConfig.KNOWN_CLIENTS.split(",")).contains(dependency)) {
            LOG.warnf("quarkus.fiber.hook.dependencies: the application has no dependency %s", dependency);
        }
    }

    static Predicate<String> excluded(HookConfig config) {
        List<String> patterns = new ArrayList<>(NEVER);
        config.exclude().ifPresent(patterns::addAll);
        return patterns.stream()
                .map(pattern -> Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E").asMatchPredicate())
                .reduce(name -> false, Predicate::or);
    }
}
