package io.quarkiverse.fiber.it.clients;

import java.time.Duration;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class H2IT extends ClientTests {

    H2IT() {
        super("h2");
    }

    @Override
    Server start() throws Exception {
        org.h2.tools.Server server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        return new Server(server.getPort(), server::stop);
    }

    @Override
    String answer() {
        return "HELLO";
    }

    @Override
    String silence() {
        return "org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    String noConnection() {
        return "org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    Duration givesUpConnectingAfter() {
        return CONNECT_LIMIT.multipliedBy(4);
    }

    /** H2 drops it. */
    @Override
    boolean tellsReason() {
        return false;
    }
}
