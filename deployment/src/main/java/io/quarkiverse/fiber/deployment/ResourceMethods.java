package io.quarkiverse.fiber.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** What looks like a resource method of Quarkus REST: REST's own index is made too late to ask it. */
final class ResourceMethods {

    private static final List<String> PACKAGES = List.of("jakarta.ws.rs.", "org.jboss.resteasy.reactive.");

    private static final DotName CLIENT = DotName
            .createSimple("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");
    private static final Set<DotName> PROVIDERS = Set.of(
            DotName.createSimple("org.jboss.resteasy.reactive.server.ServerRequestFilter"),
            DotName.createSimple("org.jboss.resteasy.reactive.server.ServerResponseFilter"),
            DotName.createSimple("org.jboss.resteasy.reactive.server.ServerExceptionMapper"));
    private static final List<String> PROVIDER_PACKAGES = List.of("jakarta.ws.rs.container.", "jakarta.ws.rs.ext.");

    private ResourceMethods() {
    }

    /** The resource methods of a class, those of its superclasses and interfaces included. */
    static List<MethodInfo> of(ClassInfo type, IndexView index) {
        List<MethodInfo> methods = new ArrayList<>();
        if (type != null) {
            type.methods().stream().filter(method -> isEndpoint(method, type, index)).forEach(methods::add);
            for (DotName parent : type.interfaceNames()) {
                methods.addAll(of(index.getClassByName(parent), index));
            }
            if (type.superName() != null) {
                methods.addAll(of(index.getClassByName(type.superName()), index));
            }
        }
        return methods;
    }

    /** Whether a method is a resource method as a class, a superclass or an interface of it declares it. */
    static boolean isEndpoint(MethodInfo method, ClassInfo type, IndexView index) {
        if (type == null || isClient(type) && index.getAllKnownImplementations(type.name()).isEmpty()) { // some share it
            return false;
        }
        MethodInfo here = type.method(method.name(), method.parameterTypes().toArray(Type.EMPTY_ARRAY));
        if (here != null && isAnnotated(here)) {
            return true;
        }
        for (DotName parent : type.interfaceNames()) {
            if (isEndpoint(method, index.getClassByName(parent), index)) {
                return true;
            }
        }
        return type.superName() != null && isEndpoint(method, index.getClassByName(type.superName()), index);
    }

    /** Whether an interface has the annotations of REST because it makes requests, and serves none. */
    static boolean isClient(ClassInfo type) {
        return type.hasDeclaredAnnotation(CLIENT);
    }

    /** Whether REST calls a method for requests to others: it is a filter or maps exceptions, by its annotation or its type. */
    static boolean isProvider(MethodInfo method) {
        return PROVIDERS.stream().anyMatch(method::hasDeclaredAnnotation) || method.declaringClass().interfaceNames().stream()
                .anyMatch(type -> PROVIDER_PACKAGES.stream().anyMatch(type.toString()::startsWith));
    }

    private static boolean isAnnotated(MethodInfo method) {
        for (AnnotationInstance annotation : method.declaredAnnotations()) {
            String name = annotation.name().toString();
            if (PACKAGES.stream().anyMatch(name::startsWith) && !PROVIDERS.contains(annotation.name())) {
                return true;
            }
        }
        return false;
    }
}
