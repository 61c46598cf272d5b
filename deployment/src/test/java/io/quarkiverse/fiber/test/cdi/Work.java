package io.quarkiverse.fiber.test.cdi;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Work {

    @Inject
    FiberScheduler scheduler;

    @Inject
    RequestId requestId;

    private final AtomicInteger calls = new AtomicInteger();

    static String where(FiberScheduler scheduler) {
        return scheduler.current().map(fiber -> fiber.name() + " on " + fiber.group()).orElse("no fiber");
    }

    @Hooked
    public String where() {
        return where(scheduler);
    }

    @Hooked("dedicated")
    public String inGroup() {
        return where(scheduler);
    }

    @Hooked
    public Uni<String> uni(String loop) throws InterruptedException {
        Thread.sleep(3);
        return Uni.createFrom().item(nameAndLoop(loop));
    }

    @Hooked
    CompletionStage<String> stage(String loop) throws InterruptedException {
        Thread.sleep(3);
        return CompletableFuture.completedStage(nameAndLoop(loop));
    }

    private String nameAndLoop(String loop) {
        return scheduler.current().orElseThrow().name()
                + (Thread.currentThread().toString().endsWith("@" + loop) ? " on the caller's loop" : " elsewhere");
    }

    @Hooked
    public CompletableFuture<String> future() {
        return CompletableFuture.completedFuture(where(scheduler));
    }

    @Hooked
    public Uni<Integer> count() {
        return Uni.createFrom().item(calls.incrementAndGet());
    }

    public int calls() {
        return calls.get();
    }

    @Hooked
    public Uni<Void> sleep(CountDownLatch sleeping, CountDownLatch interrupted) {
        sleeping.countDown();
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return Uni.createFrom().voidItem();
    }

    @Hooked
    public void sleep(CountDownLatch sleeping) throws InterruptedException {
        sleeping.countDown();
        Thread.sleep(Duration.ofMinutes(1));
    }

    @Hooked
    public void leaveInterrupted(CountDownLatch sleeping) {
        sleeping.countDown();
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks whether it is interrupted, and leaves it at that. */
    @Hooked
    public boolean spin(CountDownLatch spinning) {
        spinning.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Hooked
    public void fail(Throwable thrown) throws Throwable {
        throw thrown;
    }

    @Hooked
    public Uni<String> failingUni() {
        throw new IllegalArgumentException("of the uni");
    }

    @Hooked
    public CompletionStage<String> failingStage() throws IOException {
        throw new IOException("of the stage");
    }

    @Hooked
    public boolean hasDeadline() {
        return Deadline.current().isPresent();
    }

    @Hooked
    public Uni<Boolean> uniHasDeadline() {
        return Uni.createFrom().item(hasDeadline());
    }

    @Hooked
    void observe(@Observes CompletableFuture<String> event) {
        event.complete(where(scheduler));
    }

    @Hooked
    void observeLater(@ObservesAsync CompletableFuture<String> event) {
        event.complete(where(scheduler));
    }

    @Hooked
    public String mdc() {
        return String.valueOf(MDC.get("id"));
    }

    @Hooked
    public String ids() throws InterruptedException {
        String before = requestId.get();
        Thread.sleep(3);
        return before + " " + requestId.get() + " " + scheduler.current().orElseThrow().name();
    }

    @Hooked
    public Uni<String> uniIds() throws InterruptedException {
        Thread.sleep(3);
        return Uni.createFrom().item(requestId.get() + " " + mdc() + " " + scheduler.current().orElseThrow().name());
    }
}
