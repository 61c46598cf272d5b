package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.deployment.HookedMethodsBuildItem;
import io.quarkiverse.fiber.runtime.ClassesRecorder;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.RuntimeApplicationShutdownBuildItem;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
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
    private static final String GENERATED = "generated";
    private static final String BY_EXTENSION = "an extension makes the class during the build, and no other can change it";
    private static final String PARENT_FIRST = "an extension has it loaded by the parent class loader, which takes no changed"
            + " classes";
    private static final String TAKES_SOCKETS = "; its data sources are told to use hooked sockets instead";
    private static final String STAYS = " in dev mode and in tests; the packaged application has it hooked unless the extension"
            + " wants it loaded first there too. With quarkus.fiber.hook.jvm-sockets=true it has hooked sockets all the same";

    private static final String RUNTIME = "io.quarkiverse.fiber:quarkus-fiber";

    /** Takes longer than others: nothing but the report, the changed classes and a file has to wait for it. */
    @BuildStep
    void substitute(FiberBuildTimeConfig config, ApplicationArchivesBuildItem archives,
            CurateOutcomeBuildItem curated, LaunchModeBuildItem launchMode, LiveReloadBuildItem liveReload,
            BuildProducer<BytecodeTransformerBuildItem> transformers, BuildProducer<SubstitutionBuildItem> result,
            BuildProducer<GeneratedResourceBuildItem> resources) throws IOException {
        if (!config.enabled() || !config.hook().enabled()) {
            resources.produce(namesOf(List.of()));
            return;
        }
        SubstitutionReport report = new SubstitutionReport();
        Exclusions exclusions = new Exclusions(config.hook().exclude().orElse(List.of()));
        HookedDependencies dependencies = new HookedDependencies(config.hook().dependencies().orElse(List.of()),
                curated.getApplicationModel().getRuntimeDependencies());
        Substitutions substitutions = new Substitutions(HookTable.INSTANCE, Thread.currentThread().getContextClassLoader());
        ClassScanner scanner = new ClassScanner(HookTable.INSTANCE, exclusions, report, substitutions);
        ScannedJars jars = scannedJars(liveReload);
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            ResolvedDependency dependency = archive == archives.getRootArchive() ? null : archive.getResolvedDependency();
            if (archive == archives.getRootArchive() || dependency != null && !dependency.isRuntimeExtensionArtifact()) {
                String name = dependency == null ? APPLICATION : HookedDependencies.name(dependency);
                archive.accept(tree -> scanner.scan(name, tree, jars.of(dependency)));
            }
        }
        List<String> parentFirst = new ArrayList<>();
        for (ResolvedDependency dependency : dependencies.all()) {
            if (isParentFirst(dependency, launchMode.getLaunchMode())) {
                scanner.skip(dependency.getContentTree());
                parentFirst.add(HookedDependencies.name(dependency));
            } else {
                scanner.scan(HookedDependencies.name(dependency), dependency.getContentTree(), jars.of(dependency));
            }
        }
        reject(dependencies, exclusions);
        for (String className : report.classes()) {
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(className)
                    .setInputTransformer(substitutions)
                    .setCacheable(false) // an edit of another class can change what a call means
                    .build());
        }
        result.produce(new SubstitutionBuildItem(scanner, report, parentFirst));
        resources.produce(namesOf(hookClasses(report.hooks(), curated)));
    }

    /**
     * Late, as it tells of generated classes too; these are not given to those who change classes.
     *
     * @param packaged nothing is; with {@code run} it has this called in every kind of build
     */
    @BuildStep
    void report(FiberBuildTimeConfig config, Optional<SubstitutionBuildItem> substitution,
            List<GeneratedClassBuildItem> generatedClasses, List<JdbcDataSourceBuildItem> dataSources,
            HookedMethodsBuildItem hookedMethods, OutputTargetBuildItem target,
            BuildProducer<ArtifactResultBuildItem> packaged, BuildProducer<RuntimeApplicationShutdownBuildItem> run)
            throws IOException {
        if (substitution.isEmpty()) {
            if (config.enabled()) {
                write(SubstitutionReport.off(), target);
            }
            return;
        }
        SubstitutionReport report = substitution.get().getReport();
        for (GeneratedClassBuildItem generated : generatedClasses) {
            substitution.get().getScanner().scanUnchangeable(GENERATED, generated.binaryName(), generated.getClassData(),
                    BY_EXTENSION);
        }
        for (String dependency : substitution.get().getParentFirst()) {
            boolean takesSockets = ParentFirstDriverProcessor.takesSockets(dependency, dataSources);
            report.addUnread(dependency, PARENT_FIRST + (takesSockets ? TAKES_SOCKETS : STAYS));
            if (!takesSockets) {
                LOG.warnf("%s is not hooked: %s", dependency, PARENT_FIRST + STAYS);
            }
        }
        write(report, target);
        if (config.hook().failOnUnhookable()) {
            rejectBlocking(report, hookedMethods);
        }
    }

    private static void write(SubstitutionReport report, OutputTargetBuildItem target) throws IOException {
        report.write(target.getOutputDirectory());
        LOG.infof("%s: %s", report.summary(), target.getOutputDirectory().resolve(SubstitutionReport.TEXT));
    }

    private static void rejectBlocking(SubstitutionReport report, HookedMethodsBuildItem hookedMethods) {
        Set<String> hooked = hookedMethods.getMethods().stream()
                .map(method -> method.method().declaringClass().name() + "#" + method.method().name()
                        + method.method().descriptor())
                .collect(Collectors.toSet());
        List<CallSite> found = report.blocking().stream()
                .filter(blocking -> hooked.contains(blocking.site().className() + "#" + blocking.methodInSource()))
                .map(BlockingSite::site).toList();
        if (!found.isEmpty()) {
            throw new UnhookableCallException(found);
        }
    }

    private static List<String> hookClasses(Set<String> hooks, CurateOutcomeBuildItem curated) throws IOException {
        for (ResolvedDependency dependency : curated.getApplicationModel().getRuntimeDependencies()) {
            if (!hooks.isEmpty() && HookedDependencies.name(dependency).equals(RUNTIME)) {
                return HookClasses.of(hooks, dependency);
            }
        }
        return List.of();
    }

    private static GeneratedResourceBuildItem namesOf(List<String> hookClasses) {
        return new GeneratedResourceBuildItem(ClassesRecorder.HOOK_CLASSES,
                String.join("\n", hookClasses).getBytes(StandardCharsets.UTF_8));
    }

    /** Of the reload before, in dev mode. */
    private static ScannedJars scannedJars(LiveReloadBuildItem liveReload) {
        ScannedJars before = liveReload.getContextObject(ScannedJars.class);
        ScannedJars jars = before == null ? new ScannedJars() : before;
        liveReload.setContextObject(ScannedJars.class, jars);
        return jars;
    }

    private static boolean isParentFirst(ResolvedDependency dependency, LaunchMode launchMode) {
        return dependency.isFlagSet(DependencyFlags.CLASSLOADER_RUNNER_PARENT_FIRST)
                || launchMode != LaunchMode.NORMAL && dependency.isFlagSet(DependencyFlags.CLASSLOADER_PARENT_FIRST);
    }

    private static void reject(HookedDependencies dependencies, Exclusions exclusions) {
        List<String> problems = new ArrayList<>(dependencies.problems());
        problems.addAll(exclusions.problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems),
                    Set.of(HookedDependencies.PROPERTY, Exclusions.PROPERTY));
        }
    }
}
