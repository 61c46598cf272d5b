package io.quarkiverse.fiber.deployment;

import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.smallrye.mutiny.Uni;

/** What a method may return before it has done its work. */
final class AsyncTypes {

    private static final Set<DotName> NAMES = Set.of(DotName.createSimple(Uni.class),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.CompletableFuture"));

    private AsyncTypes() {
    }

    static boolean isReturnedBy(MethodInfo method) {
        return NAMES.contains(method.returnType().name());
    }
}
