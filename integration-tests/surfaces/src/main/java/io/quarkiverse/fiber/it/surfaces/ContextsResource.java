package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;

/** Has contexts, and calls what should have them too. */
@Path("/contexts")
public class ContextsResource {

    @Inject
    HookedWork work;

    @Inject
    Contexts contexts;

    @Inject
    RequestId requestId;

    @Inject
    Instance<Vertx> vertx;

    @Inject
    Propagation propagation;

    @ServerRequestFilter(nonBlocking = true)
    public void fromHeaders(HttpHeaders headers) {
        requestId.set(headers.getHeaderString("id"));
        MDC.put("id", String.valueOf(headers.getHeaderString("id")));
    }

    @GET
    @Path("hooked")
    @Hooked
    public String hooked() {
        return contexts.here();
    }

    @GET
    @Path("worker")
    public String worker() {
        return work.value();
    }

    @GET
    @Path("virtual-thread")
    @RunOnVirtualThread
    public String virtualThread() {
        return work.value();
    }

    @GET
    @Path("uni")
    public Uni<String> uni() {
        return work.uni();
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return work.stage();
    }

    @GET
    @Path("group")
    public Uni<String> inGroup() {
        return work.inGroup();
    }

    @GET
    @Path("roles")
    public String roles() {
        return work.ofAnn();
    }

    @GET
    @Path("consumer")
    public Uni<String> consumer() {
        return Uni.createFrom().completionStage(
                () -> vertx.get().eventBus().<String> request("traced", "").map(Message::body).toCompletionStage());
    }

    @GET
    @Path("managed-executor")
    @Hooked
    public String managedExecutor() throws Exception {
        return propagation.onWorker() + "; " + contexts.here();
    }

    @GET
    @Path("thread-context")
    @Hooked
    public String threadContext() throws Exception {
        return propagation.onOtherFiber() + "; " + contexts.here();
    }
}
