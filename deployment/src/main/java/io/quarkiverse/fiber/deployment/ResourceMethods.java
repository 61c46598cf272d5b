package io.quarkiverse.fiber.deployment;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** What looks like a resource method of Quarkus REST. */
final class ResourceMethods {

    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final DotName OBJECT = DotName.createSimple(Object.class);

    private ResourceMethods() {
    }

    static boolean isEndpoint(MethodInfo method) {
        for (AnnotationInstance annotation : method.declaredAnnotations()) {
            String name = annotation.name().toString();
            if (name.startsWith(JAX_RS) || name.startsWith("org.jboss.resteasy.reactive.")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a superclass or an interface has the method as an endpoint. */
    static boolean implementsEndpoint(MethodInfo method, IndexView index) {
        return implementsEndpoint(method, method.declaringClass(), index);
    }

    private static boolean implementsEndpoint(MethodInfo method, ClassInfo type, IndexView index) {
        if (type == null || type.name().equals(OBJECT)) {
            return false;
        }
        MethodInfo here = type.method(method.name(), method.parameterTypes().toArray(Type.EMPTY_ARRAY));
        if (here != null && isEndpoint(here)) {
            return true;
        }
        for (DotName parent : type.interfaceNames()) {
            if (implementsEndpoint(method, index.getClassByName(parent), index)) {
                return true;
            }
        }
        return type.superName() != null && implementsEndpoint(method, index.getClassByName(type.superName()), index);
    }
}
