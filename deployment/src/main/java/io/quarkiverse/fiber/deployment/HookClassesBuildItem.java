package io.quarkiverse.fiber.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** The classes that hooked calls run through; none where no call is hooked. */
public final class HookClassesBuildItem extends SimpleBuildItem {

    private final List<String> names;

    public HookClassesBuildItem(List<String> names) {
        this.names = List.copyOf(names);
    }

    public List<String> getNames() {
        return names;
    }
}
