package io.quarkiverse.fiber.deployment;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;

import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.smallrye.common.annotation.RunOnVirtualThread;

/**
 * {@code @Hooked} for methods that other extensions call and have no extension point for: they get a virtual thread to wait for
 * the fiber, which costs next to nothing and knows what the extension makes of the end of the method, and of its failure. With
 * {@code quarkus.fiber.replace-virtual-threads} that thread is the fiber.
 */
class CallbackSurfacesProcessor {

    @BuildStep
    void callOnVirtualThreads(BeanMethodsBuildItem methods, List<CallbackSurfaceBuildItem> surfaces,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> methods.find(method).isPresent() && !AsyncTypes.isReturnedBy(method)
                        && surfaces.stream().anyMatch(surface -> surface.calls(method)))
                .transform(method -> method.add(AnnotationInstance.builder(RunOnVirtualThread.class).build()))));
    }
}
