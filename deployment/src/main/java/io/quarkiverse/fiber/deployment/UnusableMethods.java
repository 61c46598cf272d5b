package io.quarkiverse.fiber.deployment;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** Why a method of a bean cannot run on a fiber. */
final class UnusableMethods {

    private static final List<DotName> CALLBACKS = names("jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy",
            "jakarta.interceptor.AroundInvoke", "jakarta.interceptor.AroundConstruct", "jakarta.inject.Inject");

    private static final List<DotName> STREAMS = names("io.smallrye.mutiny.Multi", "org.reactivestreams.Publisher",
            "java.util.concurrent.Flow$Publisher");

    private static final String USE_THE_SWITCH = " calls it, which quarkus-fiber does not know: annotate it with"
            + " @RunOnVirtualThread and set quarkus.fiber.replace-virtual-threads=true";

    private static final Map<DotName, String> FOREIGN_SURFACES = new LinkedHashMap<>();

    static {
        foreign("messaging", "org.eclipse.microprofile.reactive.messaging.Incoming",
                "org.eclipse.microprofile.reactive.messaging.Outgoing",
                "io.smallrye.reactive.messaging.annotations.Incomings",
                "io.smallrye.reactive.messaging.annotations.Outgoings");
        foreign("reactive routes", "io.quarkus.vertx.web.Route", "io.quarkus.vertx.web.Route$Routes",
                "io.quarkus.vertx.web.RouteFilter");
        foreign("GraphQL", "org.eclipse.microprofile.graphql.Query", "org.eclipse.microprofile.graphql.Mutation",
                "io.smallrye.graphql.api.Subscription");
        foreign("gRPC", "io.quarkus.grpc.GrpcService");
    }

    private UnusableMethods() {
    }

    /** Empty for one that can. */
    static Optional<String> reason(MethodInfo method) {
        if (method.declaringClass().isInterface()) {
            return Optional.of("an interface hands no annotation down to its beans: annotate the method of the bean");
        }
        if (Modifier.isStatic(method.flags())) {
            return Optional.of("the method is static, and calls of it do not go through a bean");
        }
        if (Modifier.isPrivate(method.flags())) {
            return Optional.of("the method is private, and calls of it do not go through the bean");
        }
        if (Modifier.isFinal(method.flags())) {
            return Optional.of("the method is final, and cannot be intercepted");
        }
        if (Modifier.isAbstract(method.flags())) {
            return Optional.of("the method is abstract: annotate the one that implements it");
        }
        if (CALLBACKS.stream().anyMatch(method::hasDeclaredAnnotation)) {
            return Optional.of("the container calls the method while it makes or ends the bean, and does not let it be"
                    + " intercepted");
        }
        if (STREAMS.contains(method.returnType().name())) {
            return Optional.of("the method returns a stream, whose items nobody would wait for on the fiber: return a Uni of a"
                    + " list, or start a fiber with FiberScheduler");
        }
        if (!method.hasDeclaredAnnotation(HookedAnnotation.HOOKED)
                && method.declaringClass().hasDeclaredAnnotation(HookedAnnotation.NON_BLOCKING)) {
            return Optional.of("the class is @NonBlocking, which says that the method does not block");
        }
        if (hasDeadline(method)) {
            return Optional
                    .of("deadlines are for resource methods of Quarkus REST: this method has that of its caller. Call it in"
                            + " Deadline.within(...)");
        }
        if (isOrdered(method)) {
            return Optional.of("the consumer is ordered, and fibers do not wait for each other");
        }
        return FOREIGN_SURFACES.entrySet().stream()
                .filter(surface -> method.hasDeclaredAnnotation(surface.getKey())
                        || method.declaringClass().hasDeclaredAnnotation(surface.getKey()))
                .map(Map.Entry::getValue).findFirst();
    }

    private static boolean hasDeadline(MethodInfo method) {
        AnnotationInstance hooked = HookedAnnotation.find(method, null);
        return hooked != null && hooked.value("deadline") != null && !hooked.value("deadline").asString().isEmpty();
    }

    private static boolean isOrdered(MethodInfo method) {
        AnnotationInstance consumer = method.declaredAnnotation(EventBusProcessor.CONSUME_EVENT);
        return consumer != null && consumer.value("ordered") != null && consumer.value("ordered").asBoolean();
    }

    /** Whether the class means a method when it is annotated itself. */
    static boolean isBusinessMethod(MethodInfo method) {
        return !method.isConstructor() && !method.isStaticInitializer() && !method.isSynthetic()
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                && CALLBACKS.stream().noneMatch(method::hasDeclaredAnnotation);
    }

    private static void foreign(String surface, String... annotations) {
        names(annotations).forEach(name -> FOREIGN_SURFACES.put(name, surface + USE_THE_SWITCH));
    }

    private static List<DotName> names(String... names) {
        return List.of(names).stream().map(DotName::createSimple).toList();
    }
}
