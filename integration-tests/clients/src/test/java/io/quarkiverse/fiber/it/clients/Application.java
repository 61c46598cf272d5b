package io.quarkiverse.fiber.it.clients;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own, one for all tests. It stops with the JVM. */
final class Application {

    private static final int PATIENCE_SECONDS = 120;

    private static Application running;

    private final Gateways gateways = new Gateways();
    private final int port = FreePort.any();

    private Application() throws IOException {
    }

    static synchronized Application running() throws IOException, InterruptedException {
        if (running == null) {
            Application application = new Application();
            application.start();
            running = application;
        }
        return running;
    }

    Gateways gateways() {
        return gateways;
    }

    String uri(String path) {
        return "http://localhost:" + port + path;
    }

    private void start() throws IOException, InterruptedException {
        File log = new File(System.getProperty("clients.log"));
        Process process = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException("The application does not start, see " + log);
            }
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquarkus.http.port=" + port);
        gateways.ports().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("clients.jar")));
        return command;
    }

    private boolean listens() {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
