package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.Hooks;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 59, and who looks names up for whom. */
class NameLookupTest {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C59_lookupHasALimit(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); TestNames names = new TestNames(LIMIT)) {
            String name = TestNames.silent();
            Duration took = hooked.run(row, () -> {
                long began = System.nanoTime();
                UnknownHostException e = assertThrows(UnknownHostException.class, () -> InetAddress.getAllByName(name));
                Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                assertEquals(name + ": no answer within 300 ms (quarkus.fiber.io.dns-timeout)", Elapsed.cut(e));
                return elapsed;
            });
            TimeBounds.assertTook(LIMIT, BOUND, took);
        }
    }

    @Test
    void C59_lookupsThatGoOnTogetherEachGetTheirOwnAnswer() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            hooked.start(Row.EVENT_LOOP, () -> InetAddress.getByName(TestNames.silent())).parked();
            List<String> asked = new ArrayList<>();
            List<HookedIo.Task<InetAddress>> lookups = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String name = TestNames.known();
                asked.add(name);
                lookups.add(hooked.start(Row.EVENT_LOOP, () -> InetAddress.getByName(name)));
            }
            for (int i = 0; i < asked.size(); i++) {
                assertEquals(TestNames.addressOf(asked.get(i)), lookups.get(i).get());
            }
        }
    }

    @Test
    void allWhoWaitForOneNameStopAtTheLimitOfTheFirst() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LIMIT)) {
            String name = TestNames.silent();
            long began = System.nanoTime();
            List<HookedIo.Task<UnknownHostException>> lookups = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                lookups.add(hooked.start(Row.EVENT_LOOP,
                        () -> assertThrows(UnknownHostException.class, () -> InetAddress.getByName(name))));
            }
            for (HookedIo.Task<?> lookup : lookups) {
                lookup.get();
            }
            TimeBounds.assertTook(LIMIT, LIMIT, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(Duration.ZERO)) {
            String name = TestNames.slow();
            assertEquals(TestNames.addressOf(name), hooked.run(Row.EVENT_LOOP, () -> InetAddress.getByName(name)));
        }
    }

    @Test
    void answerOfTheJdkComesThroughWithItsMessageAndTheStackOfTheCaller() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            UnknownHostException e = hooked.run(Row.EVENT_LOOP,
                    () -> assertThrows(UnknownHostException.class, () -> InetAddress.getByName(TestNames.unknown())));
            assertEquals("nobody knows it", e.getMessage());
            assertTrue(List.of(e.getStackTrace()).stream().anyMatch(frame -> frame.getClassName().equals(getClass().getName())),
                    "the caller is not in the stack");
        }
    }

    @Test
    void reverseLookupIsOffloadedToo() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            hooked.run(Row.EVENT_LOOP, () -> InetAddress.getByAddress(new byte[] { 127, 1, 2, 3 }).getHostName());
            assertOffloaded(names.askers.get("127.1.2.3"));
        }
    }

    @Test
    void threadThatAFiberHasMadeBlocksNoCarrierEither() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            String name = TestNames.known();
            hooked.run(Row.EVENT_LOOP, () -> {
                Thread child = Thread.ofVirtual().start(() -> lookUp(name));
                child.join();
                return null;
            });
            assertOffloaded(names.askers.get(name));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "DEFAULT_VIRTUAL", "PLATFORM" })
    void lookupThatIsNoFibersIsTheJdksInPlaceAndWithoutALimit(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); TestNames names = new TestNames(Duration.ofMillis(50))) {
            String name = TestNames.slow();
            AtomicReference<Thread> caller = new AtomicReference<>();
            hooked.run(row, () -> {
                caller.set(Thread.currentThread());
                return InetAddress.getByName(name);
            });
            assertSame(caller.get(), names.askers.get(name));
        }
    }

    @Test
    void lookupThatFindsTheQueueFullFailsAtOnceAndIsNotRemembered() throws Exception {
        OffloadPool.Settings oneAndOne = new OffloadPool.Settings(1, 1, LONG);
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(oneAndOne, LONG)) {
            var running = hooked.start(Row.EVENT_LOOP, () -> InetAddress.getByName(TestNames.silent())).parked();
            var queued = hooked.start(Row.EVENT_LOOP, () -> InetAddress.getByName(TestNames.known())).parked();
            String name = TestNames.known();
            UnknownHostException e = hooked.run(Row.EVENT_LOOP,
                    () -> assertThrows(UnknownHostException.class, () -> InetAddress.getByName(name)));
            assertEquals(name + ": all 1 threads for blocking calls are busy and 1 calls wait for one"
                    + " (quarkus.fiber.offload.max-threads, quarkus.fiber.offload.queue)", e.getMessage());
            assertInstanceOf(RejectedExecutionException.class, e.getCause());
            names.answer();
            running.get();
            queued.get();
            assertEquals(TestNames.addressOf(name), hooked.run(Row.EVENT_LOOP, () -> InetAddress.getByName(name)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void cancelEndsALookupThatIsThenNotRemembered(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); TestNames names = new TestNames(LONG)) {
            String name = TestNames.silent();
            AtomicReference<UnknownHostException> failure = new AtomicReference<>();
            Fiber fiber = hooked.fibers.scheduler().group(row.group)
                    .start(() -> failure.set(assertThrows(UnknownHostException.class, () -> InetAddress.getByName(name))));
            awaitLookup(fiber, name);
            fiber.cancel();
            assertTrue(fiber.join(Duration.ofSeconds(5)));
            assertEquals(name + ": Cancelled while waiting for a lookup of " + name, failure.get().getMessage());
            assertInstanceOf(FiberCancelledException.class, failure.get().getCause());
            assertKnownAfterwards(hooked, names, name);
        }
    }

    @Test
    void interruptEndsALookupThatIsThenNotRemembered() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            String name = TestNames.silent();
            var looking = hooked.start(Row.EVENT_LOOP, () -> {
                UnknownHostException e = assertThrows(UnknownHostException.class, () -> InetAddress.getByName(name));
                assertTrue(Thread.currentThread().isInterrupted(), "the flag is lost");
                return e;
            }).parked();
            looking.thread().interrupt();
            assertInstanceOf(InterruptedIOException.class, looking.get().getCause());
            assertKnownAfterwards(hooked, names, name);
        }
    }

    @Test
    void lookupsAreTheJdksInPlaceWhileHooksAreOff() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            String name = TestNames.known();
            Thread fiber = hooked.run(Row.EVENT_LOOP, () -> {
                Hooks.OFF.run(() -> lookUp(name));
                return Thread.currentThread();
            });
            assertSame(fiber, names.askers.get(name));
        }
    }

    @Test
    void lookupsAreTheJdksInPlaceAfterTheStop() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LONG)) {
            names.blockCarriers();
            String name = TestNames.known();
            Thread fiber = hooked.run(Row.EVENT_LOOP, () -> {
                lookUp(name);
                return Thread.currentThread();
            });
            assertSame(fiber, names.askers.get(name));
        }
    }

    private static void assertKnownAfterwards(HookedIo hooked, TestNames names, String name) throws Exception {
        names.answer();
        assertEquals(TestNames.addressOf(name), hooked.run(Row.EVENT_LOOP, () -> InetAddress.getByName(name)));
    }

    private static void assertOffloaded(Thread asker) {
        assertTrue(asker.getName().startsWith("fiber-offload-"), asker::toString);
    }

    /** Returns when the fiber waits, and says for what. */
    private static void awaitLookup(Fiber fiber, String name) throws InterruptedException {
        while (fiber.waiting().isEmpty()) {
            assertTrue(!fiber.join(Duration.ofMillis(1)), "the fiber has ended");
        }
        assertEquals("a lookup of " + name, fiber.waiting().get().on());
    }

    private static void lookUp(String name) {
        try {
            InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
