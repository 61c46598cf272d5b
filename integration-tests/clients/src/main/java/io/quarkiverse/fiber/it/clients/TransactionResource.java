package io.quarkiverse.fiber.it.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.NonBlocking;

/** Requests that insert a row and wait, within one transaction. */
@Path("/transactions")
public class TransactionResource {

    @Inject
    PostgresPool postgres;

    @Inject
    FiberScheduler scheduler;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger inserted = new AtomicInteger();
    private volatile AgroalDataSource source;

    @PUT
    public void open(@RestQuery String host, @RestQuery int port, @RestQuery int size) throws SQLException {
        source = postgres.source(host, port, size);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists entry(name text primary key)");
        }
    }

    @DELETE
    public void close() {
        source.close();
    }

    /** Waits in the database. */
    @POST
    @Hooked
    @Transactional
    @Path("query")
    public void query(@RestQuery String name, @RestQuery double seconds) throws SQLException {
        try (Connection connection = source.getConnection()) {
            insert(connection, name);
            try (PreparedStatement sleep = connection.prepareStatement("select pg_sleep(?)")) {
                sleep.setDouble(1, seconds);
                sleep.execute();
            }
        }
    }

    /** Waits elsewhere: what ends that is an exception for which JTA does not roll back by itself. */
    @POST
    @Hooked
    @Transactional
    @Path("sleep")
    public void sleep(@RestQuery String name, @RestQuery double seconds) throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection()) {
            insert(connection, name);
            Thread.sleep((long) (seconds * 1000));
        }
    }

    private void insert(Connection connection, String name) throws SQLException {
        begun.incrementAndGet();
        try (PreparedStatement insert = connection.prepareStatement("insert into entry values (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        inserted.incrementAndGet();
    }

    @GET
    @NonBlocking
    public TransactionState state() {
        return new TransactionState(begun.get(), inserted.get(), (int) source.getMetrics().activeCount(),
                scheduler.fibers().size());
    }
}
