package io.quarkiverse.fiber.it.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started, and what it is.
 *
 * @param cores those it may use, as {@code taskset} takes them
 * @param eventLoops one for each core, or loops would take turns on one
 */
record Setup(String name, String cores, int eventLoops, Program program) {

    static final String NATIVE_TRANSPORT = "-Dquarkus.vertx.prefer-native-transport=true";
    static final Setup ONE_LOOP = new Setup("one-loop", "0", 1, new Application("quarkus-app"));
    static final Setup ONE_NATIVE_LOOP = new Setup("one-native-loop", "0", 1, new Application("quarkus-app", NATIVE_TRANSPORT));

    /** What runs in the process of a server. */
    sealed interface Program permits Application, Echo, Peer {

        /** For the JVM, after the arguments that all servers have. */
        List<String> command(Setup setup, int port, Path target);
    }

    /**
     * This application.
     *
     * @param directory in {@code target}, where it has been built
     */
    record Application(String directory, List<String> properties) implements Program {

        Application(String directory, String... properties) {
            this(directory, List.of(properties));
        }

        @Override
        public List<String> command(Setup setup, int port, Path target) {
            List<String> command = new ArrayList<>(properties);
            command.addAll(List.of("-Dquarkus.http.port=" + port, "-Dquarkus.vertx.event-loops-pool-size=" + setup.eventLoops,
                    "-jar", target.resolve(directory).resolve("quarkus-run.jar").toString()));
            return command;
        }
    }

    /** Sockets, and no HTTP. */
    record Echo(EchoServer.Kind kind) implements Program {

        @Override
        public List<String> command(Setup setup, int port, Path target) {
            List<String> command = new ArrayList<>(JmhBenchmark.ONE_CARRIER);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), EchoServer.class.getName(), kind.name(),
                    Integer.toString(port)));
            return command;
        }
    }

    /** Micronaut, with an event loop on epoll that carries virtual threads and keeps all of them. */
    record Peer() implements Program {

        private static final String LOOP = "-Dmicronaut.netty.event-loops.default.";

        @Override
        public List<String> command(Setup setup, int port, Path target) {
            Path peer = target.resolve("micronaut");
            return List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-Dmicronaut.server.host=127.0.0.1",
                    "-Dmicronaut.server.port=" + port, LOOP + "loom-carrier=true", LOOP + "num-threads=" + setup.eventLoops,
                    LOOP + "prefer-native-transport=true", "-Dmicronaut.server.netty.parent.prefer-native-transport=true",
                    "-Dmicronaut.netty.loom-carrier.work-spill-threshold=" + Integer.MAX_VALUE,
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                    peer.resolve("classes") + ":" + peer.resolve("lib") + "/*",
                    "io.quarkiverse.fiber.it.benchmarks.micronaut.PeerServer");
        }
    }

    /** Whether it can be asked about itself. */
    boolean hasHttp() {
        return !(program instanceof Echo);
    }
}
