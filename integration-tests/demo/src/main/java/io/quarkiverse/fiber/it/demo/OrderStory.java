package io.quarkiverse.fiber.it.demo;

import static io.quarkiverse.fiber.it.demo.Narrator.addTo;
import static io.quarkiverse.fiber.it.demo.Narrator.chapter;
import static io.quarkiverse.fiber.it.demo.Narrator.millisSince;
import static io.quarkiverse.fiber.it.demo.Narrator.receivers;
import static io.quarkiverse.fiber.it.demo.Narrator.say;
import static io.quarkiverse.fiber.it.demo.Narrator.traces;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;

/** The chapters about the order service and its database. */
@Singleton
public class OrderStory {

    static final int READERS = 50;

    private static final String HOOKED = "@Hooked";
    private static final String READ = "/orders/1";
    private static final String REPORT = "/orders/report";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ConfigProperty(name = "quarkus.fiber.targets.\"db\".read-timeout")
    Duration limit;

    @ConfigProperty(name = "quarkus.fiber.targets.\"db\".match")
    String target;

    @Inject
    StoryClient client;

    void readAndWrite() {
        chapter("5. An order service: JDBC, a connection pool and a PostgreSQL server");
        client.getAll(READERS, READ); // the pool opens its connections
        Workers workers = Workers.now();
        Trace write = client.post("/orders?item=a%20chair", Trace.class);
        Trace read = client.get(READ, Trace.class);
        Table table = traces();
        addTo(table, HOOKED, "POST /orders", write);
        addTo(table, HOOKED, "GET " + READ, read);
        table.print();
        say("   Received by: " + receivers(write, read) + ". The answers: " + write.result() + "; " + read.result() + ".");
        say("   " + used(workers) + ". The driver's blocking reads park the fiber, and the event loop wakes it.");
    }

    void queryThatHangs() throws InterruptedException {
        chapter("6. A query that hangs: select pg_sleep(600), and a rule that says");
        say("   quarkus.fiber.targets.\"db\".match=" + target);
        say("   quarkus.fiber.targets.\"db\".read-timeout=" + limit.toMillis() + "ms");
        say("");
        client.problem(REPORT, 504).join(); // the first failure of a JVM loads classes: it says little about time
        Workers workers = Workers.now();
        long asked = System.nanoTime();
        CompletableFuture<Problem> report = client.problem(REPORT, 504);
        CompletableFuture<Long> reportMillis = report.thenApply(problem -> millisSince(asked));
        JsonNode fds = client.whenListed("fiber OrderResource.report", PATIENCE);
        List<Long> readMillis = readAtOnce();
        boolean meanwhile = !report.isDone();
        Problem problem = report.join();

        say("   " + client.fds() + " while it hangs:");
        say("");
        descriptors(fds).print();
        say("   " + READERS + " other requests, GET " + READ + ", "
                + (meanwhile ? "all answered while it hangs" : "not all answered while it hangs")
                + ": the first after " + readMillis.getFirst() + " ms, half of them after " + readMillis.get(READERS / 2)
                + " ms, the last after " + readMillis.getLast() + " ms.");
        say("");
        Table table = traces();
        addTo(table, HOOKED, "GET " + REPORT, problem.trace());
        table.print();
        say("   Answered with " + problem.status() + " " + problem.title() + " after " + reportMillis.join() + " ms, "
                + (reportMillis.join() - limit.toMillis()) + " ms after the limit. (Asked once before, to load classes.)");
        say("   The reason: " + problem.detail() + ".");
        say("   " + used(workers) + ".");
    }

    /** How long each of the readers waited for its answer, in ascending order. */
    private List<Long> readAtOnce() {
        long started = System.nanoTime();
        List<CompletableFuture<Long>> answers = IntStream.range(0, READERS)
                .mapToObj(i -> client.send(READ, Trace.class).thenApply(read -> millisSince(started)))
                .toList();
        return answers.stream().map(CompletableFuture::join).sorted().toList();
    }

    private static Table descriptors(JsonNode fds) {
        Table table = new Table("id", "kind", "peer", "state", "owner", "target", "read timeout", "in", "out", "age");
        for (JsonNode fd : fds) {
            table.add(fd.path("id").asText(), fd.path("kind").asText(), fd.path("peer").asText(), fd.path("state").asText(),
                    fd.path("owner").asText(), fd.path("target").asText(), fd.path("readTimeoutMillis").asText() + " ms",
                    fd.path("bytesIn").asText(), fd.path("bytesOut").asText(), fd.path("ageMillis").asText() + " ms");
        }
        return table;
    }

    private static String used(Workers before) {
        Workers after = Workers.now();
        return "Worker threads: " + before.count() + " before, " + after.count() + " after, " + after.usedSince(before)
                + " used";
    }
}
