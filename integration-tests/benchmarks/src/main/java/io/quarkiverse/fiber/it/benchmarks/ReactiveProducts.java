package io.quarkiverse.fiber.it.benchmarks;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;

/** What {@link JdbcProducts} does, by Vert.x's PostgreSQL client. */
final class ReactiveProducts {

    private static final String SQL = ProductQuery.sql("$1");

    private final Pool pool;

    ReactiveProducts(Vertx vertx, int port) {
        pool = PgBuilder.pool()
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(port).setDatabase("postgres")
                        .setUser("postgres")
                        // The JDBC driver caches them unasked.
                        .setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(ProductQuery.CONNECTIONS))
                .using(vertx)
                .build();
    }

    Uni<String> anyName() {
        return Uni.createFrom().emitter(name -> pool.preparedQuery(SQL).execute(Tuple.of(ProductQuery.anyId()))
                .onSuccess(rows -> name.complete(rows.iterator().next().getString(0)))
                .onFailure(name::fail));
    }
}
