package io.quarkiverse.fiber.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.fiber.runtime.cdi.AttemptInterceptor;
import io.quarkiverse.fiber.runtime.cdi.CallerInterceptor;
import io.quarkiverse.fiber.runtime.cdi.HookedCalls;
import io.quarkiverse.fiber.runtime.cdi.HookedInterceptor;
import io.quarkiverse.fiber.runtime.cdi.OnFiber;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** {@code @Hooked} for methods of beans. */
class CdiProcessor {

    private static final String WITHOUT_VERTX = "io.quarkiverse.fiber.runtime.cdi.RequestContexts";
    private static final String WITH_VERTX = "io.quarkiverse.fiber.runtime.cdi.VertxContexts";

    private static final String NO_BEAN = "the class is no bean, and has no resource method of Quarkus REST (quarkus-rest)"
            + " either, so calls of it go past quarkus-fiber. Give it a scope annotation, or start a fiber with FiberScheduler";

    /** All but the resource methods, which REST knows how to run. */
    @BuildStep
    BeanMethodsBuildItem beanMethods(HookedMethodsBuildItem hookedMethods, CombinedIndexBuildItem index,
            Capabilities capabilities) {
        List<HookedMethod> methods = new ArrayList<>();
        List<HookedUnusableException> unusable = new ArrayList<>();
        for (HookedMethod hooked : hookedMethods.getMethods()) {
            MethodInfo method = hooked.method();
            boolean itself = method.hasDeclaredAnnotation(HookedAnnotation.HOOKED);
            if (isForRest(itself ? method : method.declaringClass(), index.getIndex(), capabilities)
                    || !itself && !UnusableMethods.isBusinessMethod(method)) {
                continue;
            }
            UnusableMethods.reason(method).ifPresentOrElse(
                    reason -> unusable.add(new HookedUnusableException(method, reason)),
                    () -> methods.add(hooked));
        }
        return new BeanMethodsBuildItem(methods, unusable);
    }

    @BuildStep
    void interceptors(BeanMethodsBuildItem beanMethods, HookedMethodsBuildItem hookedMethods, CombinedIndexBuildItem index,
            Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        Map<MethodInfo, AnnotationInstance> bindings = new HashMap<>();
        for (HookedMethod hooked : hookedMethods.getMethods()) {
            MethodInfo method = hooked.method();
            boolean eachAttempt = AsyncTypes.isReturnedBy(method) && FaultTolerance.isOn(method, index.getIndex());
            boolean ofRest = eachAttempt && isForRest(method, index.getIndex(), capabilities);
            if (ofRest || beanMethods.find(method).isPresent()) {
                bindings.put(method, AnnotationInstance.builder(OnFiber.class).add("group", ofRest ? "" : hooked.group())
                        .add("deadline", ofRest ? 0 : HookedAnnotation.deadlineNanos(method))
                        .add("eachAttempt", eachAttempt).build());
            }
        }
        if (bindings.isEmpty()) {
            return;
        }
        String contexts = capabilities.isPresent(Capability.VERTX) ? WITH_VERTX : WITHOUT_VERTX;
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(OnFiber.class, HookedInterceptor.class, CallerInterceptor.class, AttemptInterceptor.class,
                        HookedCalls.class)
                .addBeanClass(contexts).build());
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(bindings::containsKey)
                .transform(context -> context.add(bindings.get(context.declaration().asMethod())))));
    }

    /** What nothing looks for would do nothing, silently. */
    @BuildStep
    void rejectUnusable(BeanMethodsBuildItem methods, CombinedIndexBuildItem index, Capabilities capabilities,
            ValidationPhaseBuildItem validation, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> found = new ArrayList<>(methods.getUnusable());
        Set<DotName> beans = beanClasses(validation, index.getIndex());
        for (AnnotationInstance hooked : index.getIndex().getAnnotations(HookedAnnotation.HOOKED)) {
            AnnotationTarget target = hooked.target();
            if (isForRest(target, index.getIndex(), capabilities)) {
                continue;
            }
            List<MethodInfo> usable = methodsOf(target).stream().filter(method -> methods.find(method).isPresent()).toList();
            boolean isClass = target.kind() == AnnotationTarget.Kind.CLASS;
            boolean isBean = beans.contains(classOf(target).name());
            if (!isBean && (isClass || !usable.isEmpty())) {
                found.add(new HookedUnusableException(target, NO_BEAN));
            } else if (isClass && usable.isEmpty()) {
                found.add(new HookedUnusableException(target, "the class declares no method that could run on a fiber"));
            }
        }
        if (!found.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(found));
        }
    }

    private static boolean isForRest(AnnotationTarget target, IndexView index, Capabilities capabilities) {
        return capabilities.isPresent(Capability.REST) && (target.kind() == AnnotationTarget.Kind.CLASS
                ? !ResourceMethods.of(target.asClass(), index).isEmpty()
                : ResourceMethods.isEndpoint(target.asMethod(), classOf(target), index));
    }

    private static ClassInfo classOf(AnnotationTarget target) {
        return target.kind() == AnnotationTarget.Kind.CLASS ? target.asClass() : target.asMethod().declaringClass();
    }

    private static List<MethodInfo> methodsOf(AnnotationTarget target) {
        return target.kind() == AnnotationTarget.Kind.CLASS ? target.asClass().methods() : List.of(target.asMethod());
    }

    /** The classes of beans and their superclasses, whose methods are theirs too. */
    private static Set<DotName> beanClasses(ValidationPhaseBuildItem validation, IndexView index) {
        List<BeanInfo> beans = new ArrayList<>(validation.getContext().beans().classBeans().collect());
        beans.addAll(validation.getContext().removedBeans().classBeans().collect());
        Set<DotName> classes = new HashSet<>();
        for (BeanInfo bean : beans) {
            ClassInfo type = bean.getImplClazz();
            while (type != null) {
                classes.add(type.name());
                type = type.superName() == null ? null : index.getClassByName(type.superName());
            }
        }
        return classes;
    }
}
