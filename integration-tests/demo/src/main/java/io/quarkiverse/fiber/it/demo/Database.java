package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server of our own: a real one, with its data in a temporary directory that goes when it stops. */
final class Database implements AutoCloseable {

    /** A busy machine may need long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EmbeddedPostgres server;

    private Database() {
    }

    /** Stops with the JVM at the latest. */
    static Database start() {
        Database database = new Database();
        // Comes first: Ctrl-C may come during the start, and the server is no child that would end with this process.
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "database-stop"));
        database.launch();
        return database;
    }

    /** Whoever wants to stop the server meanwhile waits until it is up. */
    private synchronized void launch() {
        try {
            Path data = Files.createTempDirectory("fiber-demo-db");
            try {
                server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(binaries().toFile())
                        .setDataDirectory(data)
                        .setPGStartupWait(PATIENCE)
                        .setRegisterShutdownHook(false)
                        .start();
            } finally {
                if (server == null) {
                    data.toFile().delete(); // empty if Ctrl-C has ended initdb
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each user has the binaries unpacked for himself: nobody can replace those of another. */
    private static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "fiber-demo-postgresql-" + System.getProperty("user.name"));
    }

    synchronized int port() {
        return server.getPort();
    }

    /** Whoever comes second waits for the first: a JVM must not end before the data is removed. */
    @Override
    public synchronized void close() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
