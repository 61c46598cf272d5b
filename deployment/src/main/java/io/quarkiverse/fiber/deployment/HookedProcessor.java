package io.quarkiverse.fiber.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;

/** Finds {@code @Hooked} methods and rejects what cannot be meant. */
class HookedProcessor {

    private static final Logger LOG = Logger.getLogger(HookedProcessor.class);

    @BuildStep
    HookedMethodsBuildItem hookedMethods(CombinedIndexBuildItem index) {
        List<HookedMethod> methods = new ArrayList<>();
        for (AnnotationInstance hooked : index.getIndex().getAnnotations(HookedAnnotation.HOOKED)) {
            AnnotationTarget target = hooked.target();
            if (target.kind() == AnnotationTarget.Kind.METHOD) {
                methods.add(new HookedMethod(target.asMethod(), HookedAnnotation.group(hooked)));
            } else {
                for (MethodInfo method : target.asClass().methods()) {
                    if (!method.hasDeclaredAnnotation(HookedAnnotation.HOOKED) && HookedAnnotation.find(method, null) != null) {
                        methods.add(new HookedMethod(method, HookedAnnotation.group(hooked)));
                    }
                }
            }
        }
        return new HookedMethodsBuildItem(methods);
    }

    @BuildStep
    void rejectContradictions(CombinedIndexBuildItem index, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> found = new ArrayList<>();
        for (AnnotationInstance hooked : index.getIndex().getAnnotations(HookedAnnotation.HOOKED)) {
            AnnotationTarget target = hooked.target();
            if (target.kind() == AnnotationTarget.Kind.METHOD) {
                if (target.asMethod().hasDeclaredAnnotation(HookedAnnotation.NON_BLOCKING)) {
                    found.add(new HookedNonBlockingException(target.asMethod()));
                }
            } else if (target.asClass().hasDeclaredAnnotation(HookedAnnotation.NON_BLOCKING)) {
                for (MethodInfo method : target.asClass().methods()) {
                    if (ResourceMethods.isEndpoint(method)
                            && !method.hasDeclaredAnnotation(HookedAnnotation.HOOKED)
                            && !method.hasDeclaredAnnotation(HookedAnnotation.NON_BLOCKING)) {
                        found.add(new HookedNonBlockingException(method));
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(found));
        }
    }

    /** {@code @Hooked} where no surface looks for it would do nothing, silently. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void reportUseless(CombinedIndexBuildItem index) {
        for (AnnotationInstance hooked : index.getIndex().getAnnotations(HookedAnnotation.HOOKED)) {
            AnnotationTarget target = hooked.target();
            if (target.kind() == AnnotationTarget.Kind.METHOD) {
                MethodInfo method = target.asMethod();
                ClassInfo declaring = method.declaringClass();
                if (!ResourceMethods.isEndpoint(method) && !ResourceMethods.implementsEndpoint(method, index.getIndex())) {
                    LOG.warnf("@Hooked on %s#%s has no effect: it is not a resource method of Quarkus REST", declaring.name(),
                            method.name());
                }
            }
        }
    }
}
