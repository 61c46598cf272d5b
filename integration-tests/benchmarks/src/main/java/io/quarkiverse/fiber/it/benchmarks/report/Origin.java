package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where and with what a result came about: without it nobody can repeat the run.
 *
 * @param software what was measured besides this project
 * @param revision of this project
 * @param notes whatever else there is to say, of servers for example
 */
public record Origin(String machine, String software, String revision, String date, String command, List<String> notes) {

    public Origin with(List<String> more) {
        return new Origin(machine, software, revision, date, command,
                Stream.concat(notes.stream(), more.stream()).toList());
    }

    String day() {
        return date.split(" ")[0];
    }

    List<String> lines() {
        return Stream.concat(Stream.of("machine: " + machine, software + ", this project at " + revision, "date: " + date,
                "command: `" + command + "`"), notes.stream()).toList();
    }
}
