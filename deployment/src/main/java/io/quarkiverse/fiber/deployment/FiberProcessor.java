package io.quarkiverse.fiber.deployment;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.channel.EventLoopGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.FiberRecorder;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ModuleOpenBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.netty.deployment.EventLoopSupplierBuildItem;

/** The scheduler: its start, its stop and its bean. */
class FiberProcessor {

    private static final String FEATURE = "fiber";
    private static final String MODULE = "io.quarkiverse.fiber";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ModuleOpenBuildItem privateVirtualThreadApi() {
        return new ModuleOpenBuildItem("java.base", MODULE, "java.lang");
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem scheduler(FiberRecorder recorder, Optional<EventLoopSupplierBuildItem> eventLoops,
            HookedMethodsBuildItem hookedMethods, LaunchModeBuildItem launchMode, ShutdownContextBuildItem shutdown) {
        Supplier<EventLoopGroup> loops = eventLoops.map(EventLoopSupplierBuildItem::getMainSupplier).orElse(null);
        Set<String> usedGroups = hookedMethods.getMethods().stream().map(HookedMethod::group)
                .filter(group -> !group.isEmpty()).collect(Collectors.toSet());
        return SyntheticBeanBuildItem.configure(FiberScheduler.class)
                .scope(ApplicationScoped.class)
                .setRuntimeInit()
                .unremovable()
                .supplier(recorder.start(loops, usedGroups, launchMode.getLaunchMode(), shutdown))
                .done();
    }
}
