package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The flight recorder sees hooked sockets as it sees the JDK's. */
@Timeout(60)
class SocketEventsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void readAndWriteAreToldWithTheirThreadAndTheirPeer(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row); Recording recording = new Recording()) {
            recording.enable("jdk.SocketRead").withThreshold(Duration.ZERO);
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
            recording.start();
            var talking = hooked.start(row, () -> {
                pair.hooked().getOutputStream().write(1);
                return pair.hooked().getInputStream().read();
            }).parked();
            pair.peer().getOutputStream().write(1);
            talking.get();
            recording.stop();
            Path file = directory.resolve("recording.jfr");
            recording.dump(file);
            List<RecordedEvent> all = RecordingFile.readAllEvents(file);
            assertTold("jdk.SocketRead", all, talking.thread(), pair.hooked().getPort());
            assertTold("jdk.SocketWrite", all, talking.thread(), pair.hooked().getPort());
        }
    }

    private static void assertTold(String name, List<RecordedEvent> all, Thread thread, int port) {
        List<RecordedEvent> found = all.stream().filter(event -> event.getEventType().getName().equals(name)
                && event.getThread() != null && event.getThread().getJavaThreadId() == thread.threadId()).toList();
        assertFalse(found.isEmpty(), name + " is not told");
        assertEquals(thread.getName(), found.get(0).getThread().getJavaName());
        assertEquals(port, found.get(0).getInt("port"));
    }
}
