package io.quarkiverse.fiber.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** The methods of the application that are {@code @Hooked}, by themselves or by the class that declares them. */
public final class HookedMethodsBuildItem extends SimpleBuildItem {

    private final List<HookedMethod> methods;

    public HookedMethodsBuildItem(List<HookedMethod> methods) {
        this.methods = List.copyOf(methods);
    }

    public List<HookedMethod> getMethods() {
        return methods;
    }
}
