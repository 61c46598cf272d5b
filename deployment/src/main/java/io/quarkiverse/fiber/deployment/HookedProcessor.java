package io.quarkiverse.fiber.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Finds {@code @Hooked} methods and rejects what cannot be meant. */
class HookedProcessor {

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
    void rejectDeadlines(HookedMethodsBuildItem hookedMethods, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> found = new ArrayList<>();
        for (HookedMethod hooked : hookedMethods.getMethods()) {
            MethodInfo method = hooked.method();
            try {
                HookedAnnotation.deadline(HookedAnnotation.find(method, null), method);
            } catch (HookedDeadlineException e) {
                found.add(e);
            }
        }
        if (!found.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(found));
        }
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
                for (MethodInfo method : ResourceMethods.of(target.asClass(), index.getIndex())) {
                    if (!method.hasDeclaredAnnotation(HookedAnnotation.HOOKED)
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
}
