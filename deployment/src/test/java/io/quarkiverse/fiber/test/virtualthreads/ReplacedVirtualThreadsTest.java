package io.quarkiverse.fiber.test.virtualthreads;

import static io.restassured.RestAssured.get;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.virtualthreads.FiberThreadFactory;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class ReplacedVirtualThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.replace-virtual-threads", "true")
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "2")
            .withApplicationRoot(jar -> jar.addClasses(VirtualThreadUsers.class, VirtualThreadUsers.WholeClass.class));

    @Inject
    @VirtualThreads
    ExecutorService executor;

    @Inject
    FiberScheduler scheduler;

    @Inject
    Vertx vertx;

    @Test
    void restEndpointRunsOnTheLoopThatReceivedTheRequest() {
        for (int i = 0; i < 10; i++) {
            get("/virtual-threads/endpoint").then().statusCode(200)
                    .body(equalTo("fiber VirtualThreadUsers.endpoint on the request's loop"));
        }
    }

    @Test
    void endpointOfAClassWithTheAnnotationRunsOnAFiber() {
        get("/virtual-threads-class").then().statusCode(200).body(equalTo("fiber WholeClass.endpoint"));
    }

    @Test
    void timeoutIsAnsweredAsOnAVirtualThread() {
        get("/virtual-threads/timeout").then().statusCode(500);
    }

    @Test
    void otherEndpointsStayWhereTheyAre() {
        get("/virtual-threads/worker").then().statusCode(200).body(equalTo("no fiber"));
    }

    @Test
    void eventConsumerRunsOnAFiber() throws Exception {
        assertEquals("quarkus-virtual-thread-", vertx.eventBus().<String> request("virtual-threads", "")
                .toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS).body());
    }

    @Test
    void injectedExecutorRunsItsTasksOnFibers() throws Exception {
        assertEquals("quarkus-virtual-thread-", executor.submit(() -> scheduler.current().orElseThrow().name()).get());
    }

    @Test
    void taskRunsOnTheLoopThatSubmitsIt() throws Exception {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Boolean> same = new CompletableFuture<>();
            vertx.runOnContext(ignored -> {
                String loop = Thread.currentThread().getName();
                executor.execute(() -> same.complete(VirtualThreadUsers.isOn(loop)));
            });
            assertTrue(same.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void vertxContextIsThatOfTheCaller() throws Exception {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        vertx.runOnContext(ignored -> {
            Context context = Vertx.currentContext();
            executor.execute(() -> same.complete(Vertx.currentContext() == context));
        });
        assertTrue(same.get(5, TimeUnit.SECONDS));
    }

    @Test
    void inheritableThreadLocalsAreInherited() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("inherited");
        try {
            assertEquals("inherited", executor.submit(local::get).get());
        } finally {
            local.remove();
        }
    }

    @Test
    void contextClassLoaderIsTheCallers() throws Exception {
        assertEquals(Thread.currentThread().getContextClassLoader(),
                executor.submit(() -> Thread.currentThread().getContextClassLoader()).get());
    }

    @Test
    void exceptionComesOutOfTheFuture() {
        Future<Object> failed = executor.submit(() -> {
            throw new IOException("of the task");
        });
        assertEquals("of the task", assertThrows(ExecutionException.class, failed::get).getCause().getMessage());
    }

    @Test
    void cancelledFutureInterruptsItsFiber() throws Exception {
        CountDownLatch sleeping = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<?> future = executor.submit(() -> {
            sleeping.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertTrue(sleeping.await(5, TimeUnit.SECONDS));
        future.cancel(true);
        assertTrue(interrupted.await(5, TimeUnit.SECONDS));
    }

    @Test
    void applicationCannotShutTheExecutorDown() {
        assertThrows(UnsupportedOperationException.class, executor::shutdown);
    }

    @Test
    void executorThatIsShutDownWaitsForItsTasksAndTakesNoneAnyMore() throws Exception {
        ExecutorService executor = FiberThreadFactory.newExecutor("task");
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            await(goOn);
            done.countDown();
        });
        executor.shutdown();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {
        }));
        assertFalse(executor.awaitTermination(10, TimeUnit.MILLISECONDS));
        goOn.countDown();
        assertTrue(executor.awaitTermination(5, TimeUnit.SECONDS));
        assertTrue(done.await(0, TimeUnit.SECONDS));
    }

    @Test
    void executorThatIsShutDownAtOnceInterruptsItsTasks() throws Exception {
        ExecutorService executor = FiberThreadFactory.newExecutor("task");
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        executor.execute(() -> {
            started.countDown();
            if (!await(never)) {
                interrupted.countDown();
            }
        });
        assertTrue(started.await(5, TimeUnit.SECONDS));
        executor.shutdownNow();
        assertTrue(interrupted.await(5, TimeUnit.SECONDS));
        assertTrue(executor.awaitTermination(5, TimeUnit.SECONDS));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
