package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** One server for each setup of a benchmark; those that are not asked wait, and use no processor. */
final class Servers implements AutoCloseable {

    private final Map<Setup, Server> servers = new LinkedHashMap<>();

    private Servers() {
    }

    /** @param target the directory that has the applications, and gets the logs */
    static Servers start(List<Setup> setups, Path target, List<String> jvmArguments) throws IOException, InterruptedException {
        Servers started = new Servers();
        try {
            for (Setup setup : setups) {
                started.servers.put(setup, Server.start(setup, target, jvmArguments));
            }
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    Server of(Contender contender) {
        return servers.get(contender.setup());
    }

    Collection<Server> all() {
        return servers.values();
    }

    /** What all of them have used, by the clock that is chosen for each. */
    long cpuNanos(Function<Server, CpuClock> clock) {
        return all().stream().mapToLong(server -> clock.apply(server).nanos().getAsLong()).sum();
    }

    List<String> describe() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Setup, Server> entry : servers.entrySet()) {
            Setup setup = entry.getKey();
            String described = "server " + setup.name() + ": cores " + setup.cores() + ", event loops " + setup.eventLoops();
            lines.add(setup.hasHttp() ? described + ", " + entry.getValue().get("/server/jvm") : described);
        }
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        for (Server server : all()) {
            server.close();
        }
    }
}
