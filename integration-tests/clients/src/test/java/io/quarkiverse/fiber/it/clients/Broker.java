package io.quarkiverse.fiber.it.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.qpid.server.SystemLauncher;

/** An AMQP 0-9-1 broker. */
final class Broker {

    private Broker() {
    }

    static Server start() throws Exception {
        int port = FreePort.any();
        Path work = Files.createTempDirectory("fiber-clients-broker");
        SystemLauncher launcher = new SystemLauncher();
        launcher.startup(Map.of(
                "type", "Memory",
                "initialConfigurationLocation", Broker.class.getResource("/broker.json").toString(),
                "startupLoggedToSystemOut", false,
                "context", Map.of("qpid.work_dir", work.toString(), "clients.broker.port", Integer.toString(port))));
        return new Server(port, () -> {
            launcher.shutdown();
            Files.deleteIfExists(work);
        });
    }
}
