package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The JDK's own events of what happens in a fiber are told as that fiber's, not as those of the loop that carries it. */
@Timeout(60)
class FlightRecorderTest {

    private static final String NAME = "fiber of the test";
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final List<String> EVENTS = List.of("jdk.VirtualThreadStart", "jdk.VirtualThreadEnd", PINNED,
            "jdk.ThreadSleep");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void eventsHaveTheNameOfTheFiber(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers(); Recording recording = new Recording()) {
            EVENTS.forEach(event -> recording.enable(event).withThreshold(Duration.ZERO));
            recording.start();
            Fiber fiber = kind.fibers(carriers).named(NAME).start(Carriers.unchecked(() -> {
                Pins.whilePinned(() -> LockSupport.parkNanos(1_000_000));
                Thread.sleep(1);
            }));
            fiber.thread().join();
            recording.stop();
            List<RecordedEvent> events = eventsOf(fiber, recording);
            for (String name : EVENTS) {
                RecordedEvent found = one(name, events);
                assertTrue(found.getThread().isVirtual(), found::toString);
                assertEquals(NAME, found.getThread().getJavaName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED" })
    void pinnedFiberIsToldWithTheThreadThatItKeeps(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers(); Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO);
            recording.start();
            String[] keeps = new String[1];
            Fiber fiber = kind.fibers(carriers).start(() -> {
                keeps[0] = Carriers.carrierThread();
                Pins.whilePinned(() -> LockSupport.parkNanos(1_000_000));
            });
            fiber.thread().join();
            recording.stop();
            RecordedEvent pinned = one(PINNED, eventsOf(fiber, recording));
            assertEquals(keeps[0], pinned.getThread("carrierThread").getJavaName());
            assertTrue(pinned.getString("pinnedReason").contains("<clinit>"), pinned::toString);
        }
    }

    private static RecordedEvent one(String name, List<RecordedEvent> events) {
        List<RecordedEvent> found = events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
        assertEquals(1, found.size(), name + " in " + events);
        return found.get(0);
    }

    private List<RecordedEvent> eventsOf(Fiber fiber, Recording recording) throws Exception {
        Path file = directory.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getThread() != null && event.getThread().getJavaThreadId() == fiber.id()).toList();
    }
}
