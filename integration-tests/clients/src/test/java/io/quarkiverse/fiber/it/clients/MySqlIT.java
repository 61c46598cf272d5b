package io.quarkiverse.fiber.it.clients;

import com.mysql.cj.jdbc.exceptions.CommunicationsException;

/** With MariaDB as the server, which speaks the same protocol. */
class MySqlIT extends ClientTests {

    MySqlIT() {
        super("mysql", "HELLO", CommunicationsException.class, CommunicationsException.class);
    }

    @Override
    Server start() throws Exception {
        return MariaDb.start();
    }
}
