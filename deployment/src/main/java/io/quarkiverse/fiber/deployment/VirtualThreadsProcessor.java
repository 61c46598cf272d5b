package io.quarkiverse.fiber.deployment;

import java.io.IOException;
import java.io.InputStream;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;

/** {@code quarkus.fiber.replace-virtual-threads}: has Quarkus make fibers where it makes virtual threads. */
class VirtualThreadsProcessor {

    private static final String ENABLED = "quarkus.virtual-threads.enabled";

    @BuildStep
    void replaceVirtualThreads(FiberBuildTimeConfig config, BuildProducer<BytecodeTransformerBuildItem> transformers)
            throws IOException {
        if (config.enabled() && config.replaceVirtualThreads()) {
            rejectIfThereAreNone();
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(VirtualThreadsExecutor.CLASS)
                    .setVisitorFunction(new VirtualThreadsExecutor())
                    .setCacheable(true)
                    .build());
        }
    }

    /** The switch must do what it says, or nobody would notice that it does not. */
    private static void rejectIfThereAreNone() throws IOException {
        try (InputStream file = Thread.currentThread().getContextClassLoader()
                .getResourceAsStream(VirtualThreadsExecutor.CLASS.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new VirtualThreadsException("the application has no virtual threads of Quarkus: add a dependency on"
                        + " io.quarkus:quarkus-virtual-threads, or on an extension that has one, or remove the property");
            }
            VirtualThreadsExecutor.check(file.readAllBytes());
        }
        if (!ConfigProvider.getConfig().getOptionalValue(ENABLED, Boolean.class).orElse(true)) {
            throw new VirtualThreadsException(ENABLED + "=false has Quarkus run all of them on worker threads");
        }
    }
}
