package io.quarkiverse.fiber.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** The methods of the application that are {@code @Hooked}, by themselves or by the class that declares them. */
final class HookedMethodsBuildItem extends SimpleBuildItem {

    private final List<HookedMethod> methods;

    HookedMethodsBuildItem(List<HookedMethod> methods) {
        this.methods = List.copyOf(methods);
    }

    List<HookedMethod> getMethods() {
        return methods;
    }
}
