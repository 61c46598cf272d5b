package io.quarkiverse.fiber.it.benchmarks;

import java.sql.SQLException;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * One query. The sockets of fibers are hooked by substitution in the driver, those of others are plain. Each kind of thread has
 * a
 * pool of its own, as in {@link CallResource}.
 */
@Path("/query")
@Produces(MediaType.TEXT_PLAIN)
public class QueryResource {

    private final JdbcProducts ofFibers;
    private final JdbcProducts ofWorkers;
    private final JdbcProducts ofVirtuals;
    private final ReactiveProducts reactive;

    /** @param port of no server unless a benchmark needs one: no pool connects before it is asked */
    QueryResource(Vertx vertx, @ConfigProperty(name = "benchmarks.database.port", defaultValue = "1") int port)
            throws SQLException {
        ofFibers = new JdbcProducts(port, Map.of());
        Map<String, String> plain = Map.of("socketFactory", PlainSocketFactory.class.getName());
        ofWorkers = new JdbcProducts(port, plain);
        ofVirtuals = new JdbcProducts(port, plain);
        reactive = new ReactiveProducts(vertx, port);
    }

    @GET
    @Path("/reactive")
    @NonBlocking
    public Uni<String> reactive() {
        return reactive.anyName();
    }

    @GET
    @Path("/hooked")
    @Hooked
    public String hooked() throws SQLException {
        return ofFibers.anyName();
    }

    @GET
    @Path("/plain/worker")
    @Blocking
    public String worker() throws SQLException {
        return ofWorkers.anyName();
    }

    @GET
    @Path("/plain/virtual")
    @RunOnVirtualThread
    public String virtual() throws SQLException {
        return ofVirtuals.anyName();
    }
}
