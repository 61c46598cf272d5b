package io.quarkiverse.fiber.it.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jdk.jfr.consumer.RecordingFile;

/** The packaged application in a process of its own. */
final class RunningDemo implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private final Process process;
    private final int port;
    private final int managementPort;

    private RunningDemo(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Returns as soon as it answers. */
    static RunningDemo start() throws IOException, InterruptedException {
        int port = freePort();
        int managementPort = freePort();
        File log = new File(System.getProperty("demo.log"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=" + port, "-Dquarkus.management.port=" + managementPort,
                "-jar", System.getProperty("demo.jar"))
                .redirectErrorStream(true).redirectOutput(log).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        RunningDemo demo = new RunningDemo(process, port, managementPort);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!demo.answers()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                demo.close();
                throw new IOException("The demo does not answer, see " + log);
            }
        }
        return demo;
    }

    String uri(String path) {
        return "http://localhost:" + port + path;
    }

    String fds() {
        return "http://localhost:" + managementPort + "/q/fiber/fds";
    }

    /** The fibers that wait while they are pinned, as the JVM of the application records it. */
    List<String> pinnedWhile(Runnable requests) throws IOException, InterruptedException {
        Path recorded = Files.createTempFile("pinned", ".jfr");
        try {
            jcmd("JFR.start", "name=pinned", "settings=none", "+" + PINNED + "#enabled=true", "+" + PINNED + "#threshold=0ms");
            requests.run();
            jcmd("JFR.stop", "name=pinned", "filename=" + recorded);
            return RecordingFile.readAllEvents(recorded).stream()
                    .filter(event -> event.getThread() != null && event.getThread().getJavaName().startsWith("fiber "))
                    .map(Object::toString).toList();
        } finally {
            Files.delete(recorded);
        }
    }

    private void jcmd(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        all.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(jcmd.getInputStream().readAllBytes());
        if (jcmd.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private boolean answers() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(uri("/where"))).build(), BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As Ctrl-C does. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The demo does not stop");
        }
    }
}
