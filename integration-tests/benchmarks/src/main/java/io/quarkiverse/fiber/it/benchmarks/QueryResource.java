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

/** One query. The sockets of {@code products} are hooked by substitution in the driver, those of {@code plain} are not. */
@Path("/query")
@Produces(MediaType.TEXT_PLAIN)
public class QueryResource {

    private final JdbcProducts products;
    private final JdbcProducts plain;
    private final ReactiveProducts reactive;

    /** @param port of no server unless a benchmark needs one: no pool connects before it is asked */
    QueryResource(Vertx vertx, @ConfigProperty(name = "benchmarks.database.port", defaultValue = "1") int port)
            throws SQLException {
        products = new JdbcProducts(port, Map.of());
        plain = new JdbcProducts(port, Map.of("socketFactory", PlainSocketFactory.class.getName()));
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
        return products.anyName();
    }

    @GET
    @Path("/plain/worker")
    @Blocking
    public String worker() throws SQLException {
        return plain.anyName();
    }

    @GET
    @Path("/plain/virtual")
    @RunOnVirtualThread
    public String virtual() throws SQLException {
        return plain.anyName();
    }
}
