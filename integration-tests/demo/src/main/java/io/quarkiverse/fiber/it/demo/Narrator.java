package io.quarkiverse.fiber.it.demo;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the story is told. */
final class Narrator {

    private Narrator() {
    }

    static void chapter(String title) {
        say("");
        say(title);
        say("");
    }

    static void say(String line) {
        System.out.println(line);
    }

    static Table traces() {
        return new Table("endpoint", "", "runs on", "carrier", "platform thread", "elapsed");
    }

    static void addTo(Table table, String kind, String path, Trace trace) {
        table.add(kind, path, trace.thread() + " #" + trace.id(), trace.carrier() == null ? "-" : trace.carrier(),
                trace.platformThread(), trace.elapsedMillis() + " ms");
    }

    static String receivers(Trace... traces) {
        return Stream.of(traces).map(Trace::receivedBy).distinct().collect(Collectors.joining(", "));
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
