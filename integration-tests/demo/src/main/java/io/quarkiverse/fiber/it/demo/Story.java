package io.quarkiverse.fiber.it.demo;

import static io.quarkiverse.fiber.it.demo.Narrator.addTo;
import static io.quarkiverse.fiber.it.demo.Narrator.chapter;
import static io.quarkiverse.fiber.it.demo.Narrator.millisSince;
import static io.quarkiverse.fiber.it.demo.Narrator.receivers;
import static io.quarkiverse.fiber.it.demo.Narrator.say;
import static io.quarkiverse.fiber.it.demo.Narrator.traces;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the demo shows: requests to the application itself, and what came of them. */
@Singleton
public class Story {

    private static final String HOOKED = "@Hooked";
    private static final String BLOCKING = "(blocking)";
    private static final String NON_BLOCKING = "@NonBlocking";

    private static final int WARM_UP = 200;
    private static final int SLEEPERS = 200;
    private static final int CALLERS = 50;

    @ConfigProperty(name = "quarkus.vertx.event-loops-pool-size")
    int eventLoops;

    @Inject
    StoryClient client;

    @Inject
    OrderStory orders;

    void tell() throws InterruptedException {
        say("");
        say("Quarkus Fiber on Java " + Runtime.version().feature() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors, quarkus.vertx.event-loops-pool-size=" + eventLoops + ". All requests come from this JVM.");
        whoRunsWhere();
        manySleepers();
        theDeadlockThatIsNot();
        blockingCalls();
        orders.readAndWrite();
        orders.queryThatHangs();
        say("");
        say("Still up: curl " + client.base().resolve("/where") + " (or /sleep?ms=100, /lock, /lock/monitor, /call, /worker,"
                + " /reactive,");
        say("/workers, /orders/1, /orders/report; -X POST /orders?item=a%20lamp), and " + client.fds() + ". Ctrl-C to stop.");
    }

    private void whoRunsWhere() {
        chapter("1. The same request, three kinds of endpoints");
        client.getAll(WARM_UP, "/where"); // the first requests of a JVM say little about time
        Trace where = client.get("/where", Trace.class);
        Trace worker = client.get("/worker", Trace.class);
        Trace reactive = client.get("/reactive", Trace.class);
        Table table = traces();
        addTo(table, HOOKED, "/where", where);
        addTo(table, BLOCKING, "/worker", worker);
        addTo(table, NON_BLOCKING, "/reactive", reactive);
        table.print();
        say("   Received by: " + receivers(where, worker, reactive) + ".");
        say("   The fiber is a virtual thread, and what carries it is the event loop that received the request.");
    }

    private void manySleepers() {
        chapter("2. " + SLEEPERS + " requests at once that sleep for 200 ms each");
        Table table = new Table("endpoint", "", "all answered after", "worker threads");
        addSleepers(table, HOOKED, "/sleep?ms=200");
        addSleepers(table, BLOCKING, "/worker?ms=200");
        table.print();
        say("   A fiber that sleeps costs no thread: the event loop runs the next one.");
    }

    private void addSleepers(Table table, String kind, String path) {
        int before = Workers.now().count();
        long started = System.nanoTime();
        client.getAll(SLEEPERS, path);
        String elapsed = millisSince(started) + " ms";
        int after = Workers.now().count();
        table.add(kind, path, elapsed, before + " -> " + after + " (" + (after - before) + " new)");
    }

    private void theDeadlockThatIsNot() throws InterruptedException {
        chapter("3. A fiber holds a lock across a sleep, and the event loop itself blocks on that lock");
        CompletableFuture<Trace> holding = client.send("/lock/hold?ms=300", Trace.class);
        while (!holding.isDone() && !client.get("/lock/held", Boolean.class)) {
            Thread.sleep(10);
        }
        Trace onLoop = client.get("/lock/on-loop", Trace.class);
        Trace hold = holding.join();
        Table table = traces();
        addTo(table, HOOKED, "/lock/hold?ms=300", hold);
        addTo(table, NON_BLOCKING, "/lock/on-loop", onLoop);
        table.print();
        say("   Received by: " + receivers(hold, onLoop) + ".");
        say("   The loop waits for the fiber, and the fiber for the loop to run it: for ever, one would think. But while");
        say("   a loop is stuck another platform thread runs its fibers; this one woke from its sleep on "
                + hold.platformThread() + ".");
    }

    private void blockingCalls() {
        chapter("4. Blocking HTTP calls (HttpURLConnection) to a service that answers after " + BackendResource.DELAY.toMillis()
                + " ms");
        Trace call = client.get("/call", Trace.class);
        Table table = traces();
        addTo(table, HOOKED, "/call", call);
        table.print();
        say("   Received by: " + receivers(call) + ". The answer: " + call.result() + ".");
        Workers workers = Workers.now();
        long started = System.nanoTime();
        List<Trace> calls = client.getAll(CALLERS, "/call");
        say("   " + calls.size() + " more at once: all answered after " + millisSince(started) + " ms, "
                + Workers.now().usedSince(workers) + " worker threads used.");
    }
}
