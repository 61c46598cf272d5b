package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;

/** Sleeps and other timed waits of fibers, on one event loop and on dedicated carriers. */
@Timeout(60)
class SleepConformanceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void C01_thousandsOfSleepersShareOneCarrier() throws Exception {
        int sleepers = 10_000;
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch left = new CountDownLatch(sleepers);
            long started = System.nanoTime();
            for (int i = 0; i < sleepers; i++) {
                carriers.start(() -> {
                    Thread.sleep(1_000);
                    left.countDown();
                });
            }
            assertTrue(left.await(30, TimeUnit.SECONDS));
            assertTook(Duration.ofSeconds(1), Duration.ofSeconds(1), started);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { FiberScheduler.EVENT_LOOP, FiberScheduler.DEDICATED })
    void C02_twoSleepsOverlap(String group) throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            FiberGroup one = carriers.scheduler().group(group).on(group + "-0");
            long started = System.nanoTime();
            Fiber shorter = one.start(Carriers.unchecked(() -> Thread.sleep(200)));
            Fiber longer = one.start(Carriers.unchecked(() -> Thread.sleep(300)));
            assertTrue(shorter.join(SOON) && longer.join(SOON));
            assertTook(Duration.ofMillis(300), Duration.ofMillis(50), started);
        }
    }

    @Test
    void C03_sleepOfZeroReturns() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            List<Fiber> fibers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                fibers.add(carriers.start(() -> {
                    for (int j = 0; j < 1_000; j++) {
                        Thread.sleep(0);
                    }
                }));
            }
            for (Fiber fiber : fibers) {
                assertTrue(fiber.join(SOON));
            }
        }
    }

    @Test
    void C04_halvesOfAMillisecondAreNotLost() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            long took = carriers.scheduler().submit(() -> {
                long started = System.nanoTime();
                for (int i = 0; i < 500; i++) {
                    Thread.sleep(Duration.ofNanos(500_000));
                    LockSupport.parkNanos(0); // keeps no permit, takes no time
                }
                return System.nanoTime() - started;
            }).get(30, TimeUnit.SECONDS);
            assertTrue(took >= Duration.ofMillis(250).toNanos(), "took " + took + " ns");
        }
    }

    /** A park does not look at the clock again, as a sleep does: one that is cut to nothing takes no time. */
    @ParameterizedTest
    @EnumSource
    void C04_halvesOfAMillisecondAreNotLostInParks(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            long took = kind.run(carriers, () -> {
                long started = System.nanoTime();
                for (int i = 0; i < 200; i++) {
                    LockSupport.parkNanos(500_000);
                }
                return System.nanoTime() - started;
            });
            assertTrue(took >= Duration.ofMillis(100).toNanos(), "took " + took + " ns");
        }
    }

    @Test
    void C05_sleepIsNotEndedByAnUnpark() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicBoolean done = new AtomicBoolean();
            var took = carriers.scheduler().submit(() -> {
                Thread self = Thread.currentThread();
                carriers.start(() -> {
                    while (!done.get()) {
                        LockSupport.unpark(self);
                        Thread.sleep(1);
                    }
                });
                long started = System.nanoTime();
                Thread.sleep(100);
                return System.nanoTime() - started;
            });
            assertTrue(took.get(10, TimeUnit.SECONDS) >= Duration.ofMillis(100).toNanos());
            done.set(true);
        }
    }

    @Test
    @Tag("stress")
    void C06_sleepOfSecondsIsAccurate() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            long started = System.nanoTime();
            assertTrue(carriers.start(() -> Thread.sleep(8_000)).join(Duration.ofSeconds(20)));
            assertTook(Duration.ofSeconds(8), Duration.ofMillis(100), started);
        }
    }

    @Test
    void C06_longestSleepDoesNotOverflowAndCanBeInterrupted() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Fiber fiber = carriers.scheduler().start(() -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    return;
                }
                throw new IllegalStateException("the sleep has ended");
            });
            assertFalse(fiber.join(Duration.ofMillis(100)));
            fiber.interrupt();
            assertTrue(fiber.join(SOON));
            assertEquals(0, carriers.scheduler().uncaughtExceptions());
        }
    }

    /** Nothing here asks for the time of day, so whoever changes it changes no wait. */
    @Test
    void C08_noClassReadsTheWallClock() throws Exception {
        List<String> readers = new ArrayList<>();
        Path classes = Path.of(Fibers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                if (readsWallClock(file)) {
                    readers.add(classes.relativize(file).toString());
                }
            }
        }
        assertEquals(List.of(), readers);
        assertTrue(
                readsWallClock(Path.of(SleepConformanceTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .resolve(WallClock.class.getName().replace('.', '/') + ".class")),
                "the check finds nothing");
    }

    private static boolean readsWallClock(Path file) throws IOException {
        for (var entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                String name = member.owner().asInternalName() + "." + member.name().stringValue();
                if (name.equals("java/lang/System.currentTimeMillis") || name.startsWith("java/time/Instant.")
                        || name.startsWith("java/time/Clock.") || name.startsWith("java/util/Date.")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the check has to find. */
    static final class WallClock {
        long time = System.currentTimeMillis();
    }

    @Test
    void C81_sleepLeavesAPendingPermit() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Fiber fiber = carriers.start(() -> {
                LockSupport.unpark(Thread.currentThread());
                Thread.sleep(20);
                LockSupport.park(); // returns, for the permit is still there
            });
            assertTrue(fiber.join(SOON));
        }
    }

    private static void assertTook(Duration expected, Duration bound, long started) throws InterruptedException {
        TimeBounds.assertTook(expected, bound, Duration.ofNanos(System.nanoTime() - started));
    }
}
