package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server of our own: a real one, with its data in a temporary directory that goes when it stops. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Stops with the JVM at the latest. */
    static Database start() {
        try {
            Database database = new Database(EmbeddedPostgres.builder()
                    .setDataDirectory(Files.createTempDirectory("fiber-demo-db"))
                    .setRegisterShutdownHook(false)
                    .start());
            Runtime.getRuntime().addShutdownHook(new Thread(database::close, "database-stop"));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** Whoever comes second waits for the first: a JVM must not end before the data is removed. */
    @Override
    public synchronized void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
