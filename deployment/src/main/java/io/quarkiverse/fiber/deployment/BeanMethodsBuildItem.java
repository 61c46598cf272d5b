package io.quarkiverse.fiber.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/** The {@code @Hooked} methods that are called as methods of beans, by whichever extension. */
public final class BeanMethodsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, HookedMethod> methods;
    private final List<HookedUnusableException> unusable;

    BeanMethodsBuildItem(List<HookedMethod> methods, List<HookedUnusableException> unusable) {
        this.methods = methods.stream().collect(Collectors.toMap(HookedMethod::method, method -> method));
        this.unusable = List.copyOf(unusable);
    }

    public boolean isEmpty() {
        return methods.isEmpty();
    }

    public Iterable<MethodInfo> getMethods() {
        return methods.keySet();
    }

    public Optional<HookedMethod> find(MethodInfo method) {
        return Optional.ofNullable(methods.get(method));
    }

    List<HookedUnusableException> getUnusable() {
        return unusable;
    }
}
