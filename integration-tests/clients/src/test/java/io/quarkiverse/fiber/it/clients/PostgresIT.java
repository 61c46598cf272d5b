package io.quarkiverse.fiber.it.clients;

import java.io.File;
import java.time.Duration;

import org.postgresql.util.PSQLException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

class PostgresIT extends ClientTests {

    PostgresIT() {
        super("postgresql", "HELLO", PSQLException.class, PSQLException.class);
    }

    @Override
    Server start() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries())
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
        return new Server(server.getPort(), server);
    }

    /** Each user has them unpacked for himself: nobody can replace those of another. */
    private static File binaries() {
        return new File(System.getProperty("java.io.tmpdir"), "fiber-clients-postgresql-" + System.getProperty("user.name"));
    }
}
