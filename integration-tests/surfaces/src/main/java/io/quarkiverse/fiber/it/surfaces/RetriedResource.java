package io.quarkiverse.fiber.it.surfaces;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.faulttolerance.Retry;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** Fails twice, and answers where each attempt was made. */
@Path("/retried")
@Hooked(deadline = "1m")
public class RetriedResource {

    @Inject
    Contexts contexts;

    @Inject
    Retried retried;

    private final List<String> attempts = new CopyOnWriteArrayList<>();

    @GET
    @Path("value")
    @Retry(maxRetries = 2, delay = 5)
    public String value() {
        return attempt();
    }

    @GET
    @Path("uni")
    @Retry(maxRetries = 2, delay = 5)
    public Uni<String> uni() {
        return attemptUni();
    }

    /** Of a bean that an event loop calls. */
    @GET
    @Path("bean")
    @NonBlocking
    public Uni<String> bean() {
        return retried.uni();
    }

    @ApplicationScoped
    public static class Retried {

        @Inject
        RetriedResource resource;

        @Hooked(deadline = "1m")
        @Retry(maxRetries = 2, delay = 5)
        public Uni<String> uni() {
            return resource.attemptUni();
        }
    }

    Uni<String> attemptUni() {
        try {
            return Uni.createFrom().item(attempt());
        } catch (IllegalStateException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private String attempt() {
        attempts.add(contexts.here() + ", within " + Deadline.current().map(Deadline::limit).orElse(null));
        if (attempts.size() < 3) {
            throw new IllegalStateException("of attempt " + attempts.size());
        }
        String all = String.join("; ", attempts);
        attempts.clear();
        return all;
    }
}
