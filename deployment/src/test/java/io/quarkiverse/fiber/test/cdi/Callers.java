package io.quarkiverse.fiber.test.cdi;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;

import org.jboss.logging.MDC;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** Calls hooked methods from threads that a test does not have. */
@Path("/callers")
public class Callers {

    @Inject
    Work work;

    @Inject
    RequestId requestId;

    @GET
    @Path("loop")
    @NonBlocking
    public String loop() {
        try {
            return work.where();
        } catch (IllegalStateException e) {
            return e.getMessage().replace(Thread.currentThread().getName(), "THREAD");
        }
    }

    @GET
    @Path("uni-of-loop")
    public Uni<String> uniOfLoop() throws InterruptedException {
        return work.uni(Thread.currentThread().getName());
    }

    @GET
    @Path("stage-of-loop")
    public CompletionStage<String> stageOfLoop() throws InterruptedException {
        return work.stage(Thread.currentThread().getName());
    }

    @GET
    @Path("worker")
    public String worker(@HeaderParam("id") String id) throws InterruptedException {
        requestId.set(id);
        return work.ids();
    }

    @GET
    @Path("uni-contexts")
    public Uni<String> uniContexts(@HeaderParam("id") String id) throws InterruptedException {
        requestId.set(id);
        MDC.put("id", id);
        return work.uniIds();
    }
}
