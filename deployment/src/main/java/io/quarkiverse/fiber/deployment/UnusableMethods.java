package io.quarkiverse.fiber.deployment;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.smallrye.common.annotation.RunOnVirtualThread;

/** Why a method of a bean cannot run on a fiber. */
final class UnusableMethods {

    private static final List<DotName> CALLBACKS = names("jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy",
            "jakarta.interceptor.AroundInvoke", "jakarta.interceptor.AroundConstruct", "jakarta.inject.Inject");

    private static final List<DotName> STREAMS = names("io.smallrye.mutiny.Multi", "org.reactivestreams.Publisher",
            "java.util.concurrent.Flow$Publisher");

    private static final List<DotName> MESSAGING = names("org.eclipse.microprofile.reactive.messaging.Incoming",
            "org.eclipse.microprofile.reactive.messaging.Outgoing", "io.smallrye.reactive.messaging.annotations.Incomings",
            "io.smallrye.reactive.messaging.annotations.Outgoings");

    private static final DotName RUN_ON_VIRTUAL_THREAD = DotName.createSimple(RunOnVirtualThread.class);

    private static final String USE_THE_SWITCH = " calls it, which quarkus-fiber does not know: annotate it with"
            + " @RunOnVirtualThread and set quarkus.fiber.replace-virtual-threads=true";

    private static final Map<DotName, String> FOREIGN_SURFACES = new LinkedHashMap<>();

    static {
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
        if (ResourceMethods.isClient(method.declaringClass())) {
            return Optional.of("a REST client waits on the fiber that calls it, without any annotation");
        }
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
        if (ResourceMethods.isProvider(method)) {
            return Optional
                    .of("filters, interceptors and exception mappers of REST run where the resource method of the request"
                            + " runs: annotate that");
        }
        if (STREAMS.contains(method.returnType().name())) {
            return Optional.of("the method returns a stream, whose items nobody would wait for on the fiber: return a Uni of a"
                    + " list, or start a fiber with FiberScheduler");
        }
        if (!method.hasDeclaredAnnotation(HookedAnnotation.HOOKED)
                && method.declaringClass().hasDeclaredAnnotation(HookedAnnotation.NON_BLOCKING)) {
            return Optional.of("the class is @NonBlocking, which says that the method does not block");
        }
        if (FaultTolerance.isAsynchronous(method) && !AsyncTypes.isReturnedBy(method)) {
            return Optional.of("@Asynchronous of MicroProfile Fault Tolerance runs the method on a worker thread: return a"
                    + " CompletionStage or a Uni");
        }
        if (messagingWouldWait(method)) {
            return Optional.of("messaging would have an event loop or a worker thread wait for the fiber: annotate the method"
                    + " with @RunOnVirtualThread too, or return a Uni or a CompletionStage");
        }
        if (isOrdered(method)) {
            return Optional.of("the consumer is ordered, and fibers do not wait for each other");
        }
        return FOREIGN_SURFACES.entrySet().stream()
                .filter(surface -> method.hasDeclaredAnnotation(surface.getKey())
                        || method.declaringClass().hasDeclaredAnnotation(surface.getKey()))
                .map(Map.Entry::getValue).findFirst();
    }

    /** Messaging reads the annotations of the sources: what the build adds to them does not count. */
    private static boolean messagingWouldWait(MethodInfo method) {
        return MESSAGING.stream().anyMatch(method::hasDeclaredAnnotation) && !AsyncTypes.isReturnedBy(method)
                && !method.hasDeclaredAnnotation(RUN_ON_VIRTUAL_THREAD);
    }

    private static boolean isOrdered(MethodInfo method) {
        AnnotationInstance consumer = method.declaredAnnotation(EventBusProcessor.CONSUME_EVENT);
        return consumer != null && consumer.value("ordered") != null && consumer.value("ordered").asBoolean();
    }

    /** Whether the class means a method when it is annotated itself. */
    static boolean isBusinessMethod(MethodInfo method) {
        return !method.isConstructor() && !method.isStaticInitializer() && !method.isSynthetic() && !isOfObject(method)
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                && CALLBACKS.stream().noneMatch(method::hasDeclaredAnnotation);
    }

    /** Anybody calls these, event loops among them: a collection, a line of the log. */
    private static boolean isOfObject(MethodInfo method) {
        return switch (method.name()) {
            case "toString", "hashCode" -> method.parametersCount() == 0;
            case "equals" -> method.parametersCount() == 1 && method.parameterType(0).name().equals(DotName.OBJECT_NAME);
            default -> false;
        };
    }

    private static void foreign(String surface, String... annotations) {
        names(annotations).forEach(name -> FOREIGN_SURFACES.put(name, surface + USE_THE_SWITCH));
    }

    private static List<DotName> names(String... names) {
        return List.of(names).stream().map(DotName::createSimple).toList();
    }
}
