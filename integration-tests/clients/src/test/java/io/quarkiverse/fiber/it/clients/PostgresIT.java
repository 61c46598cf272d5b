package io.quarkiverse.fiber.it.clients;

import java.time.Duration;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

@QuarkusIntegrationTest
class PostgresIT extends ClientTests {

    PostgresIT() {
        super("postgresql");
    }

    @Override
    Server start() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(30)).start();
        return new Server(server.getPort(), server);
    }

    @Override
    String answer() {
        return "HELLO";
    }

    @Override
    String silence() {
        return "org.postgresql.util.PSQLException";
    }

    @Override
    String noConnection() {
        return "org.postgresql.util.PSQLException";
    }
}
