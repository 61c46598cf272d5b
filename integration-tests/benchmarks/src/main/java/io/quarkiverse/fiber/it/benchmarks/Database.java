package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server with one small table, on the core of the load. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    static Database start() throws IOException, SQLException {
        Database database = new Database(EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory("fiber-benchmarks-db"))
                .setRegisterShutdownHook(false)
                .start());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                database.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL did not stop: " + e);
            }
        }));
        try (Connection connection = database.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE product (id int PRIMARY KEY, name text NOT NULL)");
            statement.execute("INSERT INTO product SELECT i, 'Product number ' || i FROM generate_series(1, "
                    + ProductQuery.PRODUCTS + ") i");
            statement.execute("VACUUM ANALYZE product");
        }
        return database;
    }

    int port() {
        return server.getPort();
    }

    /** Whoever comes second waits for the first: this process must not end before the data is removed. */
    @Override
    public synchronized void close() throws IOException {
        server.close();
    }
}
