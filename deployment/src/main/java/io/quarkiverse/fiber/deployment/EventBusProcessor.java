package io.quarkiverse.fiber.deployment;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.fiber.runtime.eventbus.HookedConsumer;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.vertx.deployment.spi.EventConsumerInvokerCustomizerBuildItem;

/** {@code @Hooked} for consumers of the event bus. */
class EventBusProcessor {

    static final DotName CONSUME_EVENT = DotName.createSimple("io.quarkus.vertx.ConsumeEvent");
    private static final String MESSAGE = ".core.eventbus.Message";

    /** A consumer that may block starts its fiber on the event loop on which it is called. */
    @BuildStep
    EventConsumerInvokerCustomizerBuildItem consumersOnFibers(BeanMethodsBuildItem methods) {
        return new EventConsumerInvokerCustomizerBuildItem((method, invoker) -> {
            if (methods.find(method).isPresent() && !AsyncTypes.isReturnedBy(method) && !repliesItself(method)) {
                invoker.withInvocationWrapper(HookedConsumer.class, "call");
            }
        });
    }

    /**
     * One that takes the message may reply when it likes, but the event bus replies to the end of each call that it waits
     * for: so it waits for this one on a worker thread, where it does not.
     */
    @BuildStep
    void consumersOfMessagesOnWorkers(BeanMethodsBuildItem methods,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> methods.find(method).isPresent() && method.hasDeclaredAnnotation(CONSUME_EVENT)
                        && repliesItself(method))
                .transform(context -> {
                    MethodInfo method = context.declaration().asMethod();
                    AnnotationInstance consumer = method.declaredAnnotation(CONSUME_EVENT);
                    context.remove(annotation -> annotation.name().equals(CONSUME_EVENT));
                    context.add(AnnotationInstance.builder(CONSUME_EVENT)
                            .addAll(consumer.values().stream().filter(value -> !value.name().equals("blocking")).toList())
                            .add(AnnotationValue.createBooleanValue("blocking", true))
                            .buildWithTarget(method));
                })));
    }

    private static boolean repliesItself(MethodInfo method) {
        return method.returnType().kind() == Type.Kind.VOID
                && method.parameterTypes().stream().anyMatch(type -> type.name().toString().endsWith(MESSAGE));
    }
}
