package io.quarkiverse.fiber.deployment;

import java.util.List;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.MultiBuildItem;

/** An extension that itself calls the methods with certain annotations, on a worker thread if they may block. */
public final class CallbackSurfaceBuildItem extends MultiBuildItem {

    private final List<DotName> annotations;

    CallbackSurfaceBuildItem(String... annotations) {
        this.annotations = List.of(annotations).stream().map(DotName::createSimple).toList();
    }

    boolean calls(MethodInfo method) {
        return annotations.stream().anyMatch(method::hasDeclaredAnnotation);
    }
}
