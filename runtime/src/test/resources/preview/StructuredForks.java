package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.StructuredTaskScope.TimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Prints for each kind of thread what a scope of structured concurrency does there. Compiled by the test, because the API is a
 * preview.
 */
final class StructuredForks {

    private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

    private final Carriers carriers;
    private final List<String> facts = new ArrayList<>();

    private StructuredForks(Carriers carriers) {
        this.carriers = carriers;
    }

    public static void main(String[] arguments) throws Exception {
        for (ThreadKind kind : ThreadKind.values()) {
            try (Carriers carriers = kind.carriers()) {
                System.out.println(kind + " " + kind.run(carriers, new StructuredForks(carriers)::facts));
                System.out.println(kind + " " + interrupted(kind, carriers));
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private List<String> facts() throws Exception {
        results();
        places();
        scopedValue();
        failure();
        timeout();
        return facts;
    }

    private void results() throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer> allSuccessfulOrThrow())) {
            for (int i = 1; i <= 10; i++) {
                int number = i;
                scope.fork(() -> {
                    Thread.sleep(1);
                    return number;
                });
            }
            facts.add("sum " + scope.join().map(Subtask::get).reduce(0, Integer::sum));
        }
    }

    private void places() throws Exception {
        String parent = Thread.currentThread().isVirtual() ? Carriers.carrierThread() : "";
        try (var scope = StructuredTaskScope.open(Joiner.<String> anySuccessfulResultOrThrow())) {
            scope.fork(Carriers::carrierThread);
            String fork = scope.join();
            facts.add("fork " + (fork.startsWith("ForkJoinPool") ? "at the JDK's" : fork.equals(parent) ? "beside it" : fork));
        }
        try (var scope = StructuredTaskScope.open(Joiner.<Boolean> anySuccessfulResultOrThrow())) {
            scope.fork(() -> carriers.scheduler().current().isPresent());
            facts.add("fiber " + scope.join());
        }
    }

    private void scopedValue() throws Exception {
        facts.add(ScopedValue.where(SCOPED, "bound").call(() -> {
            try (var scope = StructuredTaskScope.open(Joiner.<String> anySuccessfulResultOrThrow())) {
                scope.fork(SCOPED::get);
                return scope.join();
            }
        }));
    }

    private void failure() throws Exception {
        CountDownLatch sleeps = new CountDownLatch(1);
        List<String> other = new ArrayList<>();
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> sleepForEver(sleeps, other));
            scope.fork(() -> {
                sleeps.await();
                throw new IllegalStateException("on purpose");
            });
            scope.join();
        } catch (FailedException e) {
            facts.add("failed " + e.getCause().getMessage() + ", other " + other);
        }
    }

    private void timeout() throws Exception {
        long started = System.nanoTime();
        List<String> other = new ArrayList<>();
        try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(),
                config -> config.withTimeout(Duration.ofMillis(50)))) {
            scope.fork(() -> sleepForEver(new CountDownLatch(1), other));
            scope.join();
        } catch (TimeoutException e) {
            long took = Duration.ofNanos(System.nanoTime() - started).toMillis();
            facts.add((took >= 50 && took < 5_000 ? "timed out" : "took " + took) + ", other " + other);
        }
    }

    private static Void sleepForEver(CountDownLatch sleeps, List<String> end) {
        sleeps.countDown();
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException e) {
            end.add("interrupted");
        }
        return null;
    }

    private static String interrupted(ThreadKind kind, Carriers carriers) throws Exception {
        CountDownLatch sleeps = new CountDownLatch(1);
        List<String> other = new ArrayList<>();
        FutureTask<String> future = new FutureTask<>(() -> {
            try (var scope = StructuredTaskScope.open()) {
                scope.fork(() -> sleepForEver(sleeps, other));
                scope.join();
                return "joined";
            } catch (InterruptedException e) {
                return "interrupted, other " + other;
            }
        });
        Thread thread = kind.start(carriers, future);
        sleeps.await();
        thread.interrupt();
        return future.get(20, TimeUnit.SECONDS);
    }
}
