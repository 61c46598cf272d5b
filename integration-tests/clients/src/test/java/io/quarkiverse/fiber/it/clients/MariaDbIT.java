package io.quarkiverse.fiber.it.clients;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;

class MariaDbIT extends ClientTests {

    MariaDbIT() {
        super("mariadb", "HELLO", SQLNonTransientConnectionException.class, SQLTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return MariaDb.start();
    }
}
