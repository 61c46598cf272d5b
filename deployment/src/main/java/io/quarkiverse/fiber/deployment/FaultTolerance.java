package io.quarkiverse.fiber.deployment;

import java.util.Collection;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The annotations of MicroProfile Fault Tolerance and of SmallRye's. */
final class FaultTolerance {

    private static final List<String> PACKAGES = List.of("org.eclipse.microprofile.faulttolerance.",
            "io.smallrye.faulttolerance.api.");
    private static final DotName ASYNCHRONOUS = DotName.createSimple(PACKAGES.get(0) + "Asynchronous");

    private FaultTolerance() {
    }

    /** Whether a method or its class has one; a class inherits them. */
    static boolean isOn(MethodInfo method, IndexView index) {
        if (contains(method.declaredAnnotations())) {
            return true;
        }
        ClassInfo type = method.declaringClass();
        while (type != null && !contains(type.declaredAnnotations())) {
            type = type.superName() == null ? null : index.getClassByName(type.superName());
        }
        return type != null;
    }

    /** Whether a method runs on a worker thread, unless it returns before it has done its work. */
    static boolean isAsynchronous(MethodInfo method) {
        return method.hasDeclaredAnnotation(ASYNCHRONOUS) || method.declaringClass().hasDeclaredAnnotation(ASYNCHRONOUS);
    }

    private static boolean contains(Collection<AnnotationInstance> annotations) {
        return annotations.stream().map(annotation -> annotation.name().toString())
                .anyMatch(name -> PACKAGES.stream().anyMatch(name::startsWith));
    }
}
