package io.quarkiverse.fiber.test.cdi;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class HookedBeanTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "2")
            .withApplicationRoot(jar -> jar.addClasses(Work.class, WholeBean.class, Callers.class, RequestId.class));

    @Inject
    Work work;

    @Inject
    WholeBean wholeBean;

    @Inject
    Event<CompletableFuture<String>> events;

    @Inject
    FiberScheduler scheduler;

    @Test
    void platformThreadWaitsForTheFiber() {
        assertEquals("fiber Work.where on event-loop", work.where());
    }

    @Test
    void virtualThreadWaitsForTheFiber() throws Exception {
        AtomicReference<String> where = new AtomicReference<>();
        Thread.ofVirtual().start(() -> where.set(work.where())).join();
        assertEquals("fiber Work.where on event-loop", where.get());
    }

    @Test
    void fiberMakesTheCallItself() throws Exception {
        assertEquals("caller on event-loop", scheduler.named("caller").submit(() -> work.where()).get());
    }

    @Test
    void fiberMovesToTheGroupForTheCall() throws Exception {
        assertEquals("caller on dedicated, caller on event-loop",
                scheduler.named("caller").submit(() -> work.inGroup() + ", " + work.where()).get());
    }

    @Test
    void groupRunsTheFiberOfAnyOtherCaller() {
        assertEquals("fiber Work.inGroup on dedicated", work.inGroup());
    }

    @Test
    void eventLoopIsToldThatItCannotWait() {
        get("/callers/loop").then().statusCode(200).body(equalTo(Work.class.getName()
                + "#where is @Hooked and returns a value: the event loop THREAD cannot wait for it. Call it from a fiber"
                + " (@Hooked), a virtual thread or a worker thread (@Blocking), or have it return a Uni or a CompletionStage"));
    }

    @Test
    void uniOfAnEventLoopRunsOnThatLoop() {
        for (int i = 0; i < 5; i++) {
            get("/callers/uni-of-loop").then().statusCode(200).body(equalTo("fiber Work.uni on the caller's loop"));
        }
    }

    @Test
    void stageOfAnEventLoopRunsOnThatLoop() {
        for (int i = 0; i < 5; i++) {
            get("/callers/stage-of-loop").then().statusCode(200).body(equalTo("fiber Work.stage on the caller's loop"));
        }
    }

    @Test
    void uniIsLazyAndMakesTheCallForEachSubscription() {
        int before = work.calls();
        Uni<Integer> uni = work.count();
        assertEquals(before, work.calls());
        assertEquals(before + 1, uni.await().atMost(LIMIT));
        assertEquals(before + 2, uni.await().atMost(LIMIT));
    }

    @Test
    void completableFutureIsCompletedByTheFiber() throws Exception {
        assertEquals("fiber Work.future on event-loop", work.future().get(5, TimeUnit.SECONDS));
    }

    @Test
    void cancelledUniCancelsItsFiber() throws Exception {
        CountDownLatch sleeping = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Cancellable subscription = work.sleep(sleeping, interrupted).subscribe().with(ignored -> {
        });
        assertTrue(sleeping.await(5, TimeUnit.SECONDS));
        subscription.cancel();
        assertTrue(interrupted.await(5, TimeUnit.SECONDS));
    }

    @Test
    void interruptOfTheCallerReachesTheMethod() throws Exception {
        Interrupted caller = interruptDuring(work::sleep);
        assertEquals(InterruptedException.class, caller.thrown().getClass());
        assertFalse(caller.interrupted(), "the method has taken it");
    }

    @Test
    void interruptThatTheMethodLeavesIsTheCallersAgain() throws Exception {
        assertEquals(new Interrupted(null, true), interruptDuring(work::leaveInterrupted));
        assertEquals(new Interrupted(null, true), interruptDuring(work::spin));
    }

    @Test
    void interruptFromBeforeTheCallReachesTheMethodToo() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            try {
                work.sleep(new CountDownLatch(1));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        assertTrue(caller.join(LIMIT));
        assertEquals(InterruptedException.class, thrown.get().getClass());
    }

    /** How a call ended, and whether the caller was interrupted after it. */
    private record Interrupted(Throwable thrown, boolean interrupted) {
    }

    private interface Call {

        void make(CountDownLatch made) throws Exception;
    }

    private static Interrupted interruptDuring(Call call) throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        AtomicReference<Interrupted> result = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            Throwable thrown = null;
            try {
                call.make(made);
            } catch (Exception e) {
                thrown = e;
            }
            result.set(new Interrupted(thrown, Thread.currentThread().isInterrupted()));
        });
        assertTrue(made.await(5, TimeUnit.SECONDS));
        caller.interrupt();
        assertTrue(caller.join(LIMIT));
        return result.get();
    }

    @Test
    void checkedExceptionComesAsItIs() {
        IOException thrown = assertThrows(IOException.class, () -> work.fail(new IOException("checked")));
        assertEquals("checked", thrown.getMessage());
    }

    @Test
    void errorComesAsItIs() {
        assertEquals("error", assertThrows(AssertionError.class, () -> work.fail(new AssertionError("error"))).getMessage());
    }

    @Test
    void exceptionOfAnAsynchronousMethodFailsWhatItReturns() {
        IllegalArgumentException ofUni = assertThrows(IllegalArgumentException.class,
                () -> work.failingUni().await().atMost(LIMIT));
        assertEquals("of the uni", ofUni.getMessage());
        ExecutionException ofStage = assertThrows(ExecutionException.class,
                () -> work.failingStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
        assertEquals(IOException.class, ofStage.getCause().getClass());
    }

    @Test
    void deadlineOfTheCallerHoldsForTheFiber() {
        assertTrue(Deadline.within(Duration.ofMinutes(1)).call(work::hasDeadline));
        assertFalse(work.hasDeadline());
    }

    @Test
    void deadlineOfTheCallerHoldsForTheFiberOfAUniThatIsSubscribedToLater() {
        Uni<Boolean> uni = Deadline.within(Duration.ofMinutes(1)).call(work::uniHasDeadline);
        assertTrue(uni.await().atMost(LIMIT));
        assertFalse(work.uniHasDeadline().await().atMost(LIMIT));
    }

    @Test
    void observersRunOnFibers() throws Exception {
        CompletableFuture<String> event = new CompletableFuture<>();
        events.fire(event);
        assertEquals("fiber Work.observe on event-loop", event.getNow("not yet"));
        CompletableFuture<String> later = new CompletableFuture<>();
        events.fireAsync(later);
        assertEquals("fiber Work.observeLater on event-loop", later.get(5, TimeUnit.SECONDS));
    }

    @Test
    void requestContextFollowsToTheFiberThatAWorkerWaitsFor() {
        given().header("id", "41").get("/callers/worker").then().statusCode(200).body(equalTo("41 41 fiber Work.ids"));
    }

    @Test
    void requestContextAndMdcFollowToTheFiberOfAUni() {
        given().header("id", "42").get("/callers/uni-contexts").then().statusCode(200).body(equalTo("42 42 fiber Work.uniIds"));
    }

    @Test
    void mdcOfAThreadWithoutVertxFollows() {
        MDC.put("id", "of a thread");
        try {
            assertEquals("of a thread", work.mdc());
        } finally {
            MDC.remove("id");
        }
    }

    @Test
    void classAnnotationMeansItsMethodsButNotTheNonBlockingOnes() {
        assertEquals("fiber WholeBean.hooked on event-loop", wholeBean.hooked());
        assertEquals("no fiber", wholeBean.nonBlocking());
        assertEquals("fiber WholeBean.inGroup on dedicated", wholeBean.inGroup());
    }

    @Test
    void classAnnotationDoesNotMeanTheMethodsOfObject() {
        assertEquals("toString: no fiber", wholeBean.toString());
        assertEquals("no fiber".hashCode(), wholeBean.hashCode());
        assertTrue(wholeBean.equals("equals: no fiber"));
    }
}
