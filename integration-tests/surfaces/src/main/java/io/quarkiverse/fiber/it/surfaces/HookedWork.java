package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.mutiny.Uni;

/** A bean whose methods tell what contexts they got. */
@ApplicationScoped
@Hooked
public class HookedWork {

    @Inject
    Contexts contexts;

    public String value() {
        return contexts.here();
    }

    public Uni<String> uni() {
        return Uni.createFrom().item(contexts.here());
    }

    public CompletionStage<String> stage() {
        return CompletableFuture.completedStage(contexts.here());
    }

    @RolesAllowed("ann")
    public String ofAnn() {
        return contexts.here();
    }

    @Hooked("dedicated")
    public Uni<String> inGroup() {
        return Uni.createFrom().item(contexts.here());
    }
}
