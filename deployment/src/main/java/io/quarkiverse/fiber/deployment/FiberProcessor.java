package io.quarkiverse.fiber.deployment;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoopGroup;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Group;
import io.quarkiverse.fiber.HookedIo;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.ClassesRecorder;
import io.quarkiverse.fiber.runtime.FiberRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ModuleEnableNativeAccessBuildItem;
import io.quarkus.deployment.builditem.ModuleOpenBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.pkg.NativeConfig;
import io.quarkus.netty.deployment.EventLoopSupplierBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The scheduler: its start, its stop and its bean. */
class FiberProcessor {

    private static final Logger LOG = Logger.getLogger(FiberProcessor.class);

    private static final String FEATURE = "fiber";
    private static final String MODULE = "io.quarkiverse.fiber";

    @BuildStep
    FeatureBuildItem feature(NativeConfig nativeConfig) {
        if (nativeConfig.enabled()) {
            LOG.info("In a native executable, which is not tested yet, fibers run on the JDK's virtual thread scheduler, not on"
                    + " the event loops");
        }
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ModuleOpenBuildItem privateApi() {
        return new ModuleOpenBuildItem("java.base", MODULE, "java.lang", "java.net", "sun.nio.ch");
    }

    /** Of reads that find a file in memory. */
    @BuildStep
    ModuleEnableNativeAccessBuildItem nativeAccess() {
        return new ModuleEnableNativeAccessBuildItem(MODULE);
    }

    /** The extension is no bean archive: its qualifier has to be made known. */
    @BuildStep
    AdditionalBeanBuildItem qualifier() {
        return new AdditionalBeanBuildItem(Group.class);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    LoadingBuildItem load(ClassesRecorder recorder) {
        return new LoadingBuildItem(recorder.load());
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(FiberRecorder recorder, Optional<EventLoopSupplierBuildItem> eventLoops,
            HookedMethodsBuildItem hookedMethods, CombinedIndexBuildItem index, LoadingBuildItem classes,
            LaunchModeBuildItem launchMode, ShutdownContextBuildItem shutdown,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        Supplier<EventLoopGroup> loops = eventLoops.map(EventLoopSupplierBuildItem::getMainSupplier).orElse(null);
        Set<String> injectedGroups = index.getIndex().getAnnotations(Group.class).stream()
                .map(group -> group.value().asString()).collect(Collectors.toSet());
        Set<String> usedGroups = hookedMethods.getMethods().stream().map(HookedMethod::group)
                .filter(group -> !group.isEmpty()).collect(Collectors.toSet());
        usedGroups.addAll(injectedGroups);
        RuntimeValue<FiberRecorder.Started> started = recorder.start(loops, usedGroups, launchMode.getLaunchMode(),
                classes.getLoading(), shutdown);
        beans.produce(bean(FiberScheduler.class, recorder.scheduler(started)).done());
        beans.produce(bean(IoManager.class, recorder.ioManager(started)).done());
        beans.produce(bean(IoLimits.class, recorder.ioLimits(started)).done());
        beans.produce(bean(HookedIo.class, recorder.hookedIo(started)).done());
        for (String group : injectedGroups) {
            beans.produce(bean(FiberGroup.class, recorder.group(started, group))
                    .addQualifier().annotation(Group.class).addValue("value", group).done().done());
        }
    }

    private static <T> ExtendedBeanConfigurator bean(Class<T> type, Supplier<T> supplier) {
        return SyntheticBeanBuildItem.configure(type)
                .scope(ApplicationScoped.class)
                .setRuntimeInit()
                .unremovable()
                .supplier(supplier);
    }
}
