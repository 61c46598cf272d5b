package io.quarkiverse.fiber.it.clients;

import java.time.Duration;

import org.h2.jdbc.JdbcSQLNonTransientConnectionException;

class H2IT extends ClientTests {

    H2IT() {
        super("h2", "HELLO", JdbcSQLNonTransientConnectionException.class, JdbcSQLNonTransientConnectionException.class);
    }

    @Override
    Server start() throws Exception {
        org.h2.tools.Server server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        return new Server(server.getPort(), server::stop);
    }

    @Override
    Duration givesUpConnectingAfter() {
        return CONNECT_LIMIT.multipliedBy(4);
    }

    /** H2 drops it where a read fails. */
    @Override
    boolean tellsReason() {
        return false;
    }
}
