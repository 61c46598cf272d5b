package io.quarkiverse.fiber.it.clients;

import org.postgresql.util.PSQLException;

class PostgresIT extends ClientTests {

    PostgresIT() {
        super("postgresql", "HELLO", PSQLException.class, PSQLException.class);
    }

    @Override
    Server start() throws Exception {
        return Postgres.start();
    }
}
