package io.quarkiverse.fiber.test.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** {@code @Hooked(deadline = ...)} on methods of beans. */
class BeanDeadlineTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.fiber.deadline", "1h")
            .withApplicationRoot(jar -> jar.addClasses(Limited.class));

    @Inject
    Limited limited;

    @Inject
    FiberScheduler scheduler;

    @Test
    void waitOfTheMethodEndsForACallerThatIsNoFiber() {
        assertEnded(assertThrows(InterruptedException.class, limited::sleep));
    }

    @Test
    void waitOfTheMethodEndsForAFiberWhoseLaterWaitsGoOn() throws Exception {
        scheduler.submit(() -> {
            assertEnded(assertThrows(InterruptedException.class, limited::sleep));
            assertTrue(Deadline.current().isEmpty());
            Thread.sleep(1);
            return null;
        }).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void assertEnded(InterruptedException e) {
        assertTrue(DeadlineExceededException.behind(e).orElseThrow().getMessage()
                .contains("the deadline of 50 ms of Limited.sleep has passed"), e::toString);
    }

    @Test
    void nearerOneOfTheMethodAndItsCallerCounts() {
        Duration far = Duration.ofMinutes(3);
        Duration near = Duration.ofMinutes(1);
        assertEquals(Duration.ofMinutes(2), Deadline.within(far).call(limited::twoMinutes));
        assertEquals(near, Deadline.within(near).call(limited::twoMinutes));
    }

    @Test
    void asynchronousMethodHasItOnItsFiber() throws Exception {
        assertEquals(Duration.ofMinutes(2), limited.stage().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void eachSubscriptionHasOneOfItsOwn() {
        Uni<Deadline> uni = limited.uni();
        assertFalse(uni.await().atMost(LIMIT).equals(uni.await().atMost(LIMIT)));
    }

    @Test
    void annotationOfTheMethodCountsAsAWhole() {
        assertEquals(Duration.ofSeconds(7), limited.ofTheClass());
        assertEquals(Duration.ZERO, limited.none());
        assertEquals(Duration.ZERO, limited.unsaid());
    }

    @ApplicationScoped
    @Hooked(deadline = "7s")
    public static class Limited {

        static Duration limit() {
            return Deadline.current().map(Deadline::limit).orElse(Duration.ZERO);
        }

        @Hooked(deadline = "50ms")
        public void sleep() throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(1));
        }

        @Hooked(deadline = "2m")
        public Duration twoMinutes() {
            return limit();
        }

        @Hooked(deadline = "2m")
        public CompletionStage<Duration> stage() {
            return CompletableFuture.completedStage(limit());
        }

        @Hooked(deadline = "2m")
        public Uni<Deadline> uni() {
            return Uni.createFrom().item(Deadline.current().orElseThrow());
        }

        public Duration ofTheClass() {
            return limit();
        }

        @Hooked(deadline = "none")
        public Duration none() {
            return limit();
        }

        @Hooked
        public Duration unsaid() {
            return limit();
        }
    }
}
