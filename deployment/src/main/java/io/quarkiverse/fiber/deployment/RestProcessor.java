package io.quarkiverse.fiber.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.fiber.HookedTimeoutException;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkiverse.fiber.runtime.rest.GatewayTimeoutMapper;
import io.quarkiverse.fiber.runtime.rest.HookedCustomizer;
import io.quarkiverse.fiber.runtime.rest.UnmappedTimeouts;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.resteasy.reactive.server.spi.AnnotationsTransformerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.PreExceptionMapperHandlerBuildItem;
import io.quarkus.resteasy.reactive.spi.ExceptionMapperBuildItem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** {@code @Hooked} for Quarkus REST. */
class RestProcessor {

    /**
     * REST takes a method that returns a Uni for non-blocking and would run it on the event loop: a hooked one may block,
     * whatever it returns. Without fibers it goes to the virtual threads that Quarkus has anyway.
     */
    @BuildStep
    AnnotationsTransformerBuildItem hookedMayBlock(HookedMethodsBuildItem hookedMethods, FiberBuildTimeConfig config) {
        Set<MethodInfo> methods = hookedMethods.getMethods().stream().map(HookedMethod::method).collect(Collectors.toSet());
        boolean enabled = config.enabled();
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(methods::contains)
                .transform(method -> {
                    method.add(AnnotationInstance.builder(Blocking.class).build());
                    if (!enabled) {
                        method.add(AnnotationInstance.builder(RunOnVirtualThread.class).build());
                    }
                }));
    }

    @BuildStep
    void hookedHandlers(FiberBuildTimeConfig config, BuildProducer<MethodScannerBuildItem> scanners) {
        if (config.enabled()) {
            scanners.produce(new MethodScannerBuildItem(new HookedScanner(config.replaceVirtualThreads())));
        }
    }

    /** Last of its kind: others have seen what was thrown. */
    @BuildStep
    void timeouts(FiberBuildTimeConfig config, BuildProducer<PreExceptionMapperHandlerBuildItem> handlers,
            BuildProducer<ExceptionMapperBuildItem> mappers) {
        if (config.enabled()) {
            handlers.produce(new PreExceptionMapperHandlerBuildItem(new UnmappedTimeouts(), Integer.MAX_VALUE));
            mappers.produce(new ExceptionMapperBuildItem(GatewayTimeoutMapper.class.getName(),
                    HookedTimeoutException.class.getName(), Integer.MAX_VALUE, false));
        }
    }

    /**
     * @param virtualThreadsToo whether a method that REST would run on a virtual thread counts as hooked: it could be seen
     *        from the executor only as one of all tasks
     */
    private record HookedScanner(boolean virtualThreadsToo) implements MethodScanner {

        @Override
        public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo endpoint, Map<String, Object> methodContext) {
            AnnotationInstance hooked = HookedAnnotation.find(method, endpoint);
            if (hooked == null && !virtualThreadsToo) {
                return List.of();
            }
            HookedCustomizer customizer = new HookedCustomizer();
            customizer.setEndpoint(endpoint.simpleName() + "." + method.name());
            customizer.setGroup(hooked == null ? "" : HookedAnnotation.group(hooked));
            customizer.setDeadline(hooked == null ? Duration.ZERO : HookedAnnotation.deadline(hooked, method));
            customizer.setVirtualThreadOnly(hooked == null);
            return List.of(customizer);
        }
    }
}
