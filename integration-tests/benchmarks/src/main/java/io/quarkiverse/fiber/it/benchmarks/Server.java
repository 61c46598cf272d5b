package io.quarkiverse.fiber.it.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a process of its own, pinned to its cores, seen from outside. */
final class Server implements AutoCloseable {

    private static final Pattern SWITCHES = Pattern.compile("ctxt_switches:\\s*(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final Process process;
    private final int port;
    private final CpuClock cpu;
    private final CpuClock ticks;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
        this.cpu = CpuClock.of(process.pid());
        this.ticks = CpuClock.ticks(process.pid());
    }

    /** Starts the application and returns as soon as it answers. */
    static Server start(Setup setup, Path target, List<String> jvmArguments) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("taskset", "-c", setup.cores(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx512m",
                // What the JVM chooses on one core; it must not differ between servers.
                "-XX:+UseSerialGC"));
        command.addAll(jvmArguments);
        command.addAll(setup.program().command(setup, port, target));
        Path log = target.resolve("benchmarks").resolve("server-" + setup.name() + ".log");
        Files.createDirectories(log.getParent());
        File output = log.toFile();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
        // Also when this process is told to end: a server left behind would spoil the next run.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Server server = new Server(process, port);
        while (!(setup.hasHttp() ? server.answers() : server.accepts())) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("The application ended with " + process.exitValue() + ", see " + log);
            }
        }
        return server;
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    CpuClock cpu() {
        return cpu;
    }

    /** A second opinion about {@link #cpu}. */
    CpuClock ticks() {
        return ticks;
    }

    /** Of the threads that live: a thread that ends takes its count with it. */
    long contextSwitches() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
            for (Path thread : threads) {
                try {
                    Matcher switches = SWITCHES.matcher(Files.readString(thread.resolve("status")));
                    while (switches.find()) {
                        sum += Long.parseLong(switches.group(1));
                    }
                } catch (IOException e) {
                    // The thread has ended since the directory was read: one less of those that live.
                    continue;
                }
            }
        }
        return sum;
    }

    long residentKiB() throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid() + "/status")));
        return resident.find() ? Long.parseLong(resident.group(1)) : 0;
    }

    /** By all its threads so far. */
    long allocatedBytes() throws IOException {
        return Long.parseLong(get("/server/allocated"));
    }

    /** The body of the response to a single request. */
    String get(String path) throws IOException {
        try (InputStream body = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private boolean answers() throws IOException {
        try {
            get("/server/jvm");
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
