package io.quarkiverse.fiber.it.clients;

import java.io.File;
import java.io.IOException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server, one for all tests. It stops with the JVM. */
final class Postgres {

    private static Server running;

    private Postgres() {
    }

    static synchronized Server start() throws IOException {
        if (running == null) {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries())
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .setServerConfig("client_connection_check_interval", "100ms") // ends the queries of clients that are gone
                    .start();
            running = new Server(server.getPort(), () -> {
            });
        }
        return running;
    }

    /** Each user has them unpacked for himself: nobody can replace those of another. */
    private static File binaries() {
        return new File(System.getProperty("java.io.tmpdir"), "fiber-clients-postgresql-" + System.getProperty("user.name"));
    }
}
