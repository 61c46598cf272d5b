package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Statement 58 and hazard 15: the server of names keeps silent. */
class SilentResolverTest {

    private static final int LOOKUPS = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration WATCHED = Duration.ofSeconds(1);

    @Test
    void C58_thousandLookupsLeaveAnotherFiberOfTheCarrierItsTicks() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(LIMIT)) {
            double before = ticks(hooked);
            List<HookedIo.Task<UnknownHostException>> lookups = startLookups(hooked);
            double during = ticks(hooked);
            assertTrue(lookups.stream().noneMatch(lookup -> lookup.future().isDone()), "a lookup has ended");
            assertTrue(during >= before * 0.9, () -> during + " of the ticks of a thread, without lookups " + before);
            for (HookedIo.Task<UnknownHostException> lookup : lookups) {
                assertTrue(Elapsed.cut(lookup.get()).endsWith(
                        ": no answer within " + LIMIT.toMillis() + " ms (quarkus.fiber.io.dns-timeout)"),
                        lookup.get().getMessage());
            }
        }
    }

    @Test
    void brokenTwinThatLooksUpOnTheCarrierStopsTheOtherFiber() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); TestNames names = new TestNames(LIMIT)) {
            names.blockCarriers();
            var ticking = hooked.start(Row.EVENT_LOOP, () -> count(WATCHED));
            hooked.start(Row.EVENT_LOOP, () -> InetAddress.getByName(TestNames.silent()));
            Thread.sleep(WATCHED.plus(TICK));
            names.answer();
            assertTrue(ticking.get() <= 2, () -> "the carrier was not blocked");
        }
    }

    private static List<HookedIo.Task<UnknownHostException>> startLookups(HookedIo hooked) {
        List<HookedIo.Task<UnknownHostException>> lookups = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            String name = TestNames.silent();
            lookups.add(hooked.start(Row.EVENT_LOOP,
                    () -> assertThrows(UnknownHostException.class, () -> InetAddress.getByName(name))));
        }
        return lookups;
    }

    /** The ticks of a fiber for each one that a thread has at the same time: the machine may be busy. */
    private static double ticks(HookedIo hooked) throws Exception {
        var fiber = hooked.start(Row.EVENT_LOOP, () -> count(WATCHED));
        var thread = hooked.start(Row.PLATFORM, () -> count(WATCHED));
        return (double) fiber.get() / thread.get();
    }

    private static int count(Duration watched) throws InterruptedException {
        long end = System.nanoTime() + watched.toNanos();
        int ticks = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(TICK);
            ticks++;
        }
        return ticks;
    }
}
