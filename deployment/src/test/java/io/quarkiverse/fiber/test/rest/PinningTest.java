package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.GET;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** A fiber that waits while it is pinned keeps its event loop: in the steady state none does. */
class PinningTest {

    private static final int REQUESTS = 200;

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, SleepsInItsInitialiser.class));

    @Test
    void noFiberIsPinnedInTheSteadyState() throws Exception {
        request();
        assertEquals(List.of(), pinnedWhile(PinningTest::request));
    }

    @Test
    void fiberThatIsPinnedIsSeen() throws Exception {
        assertFalse(pinnedWhile(() -> get("/pinning/pinned").then().statusCode(200)).isEmpty());
    }

    private static List<String> pinnedWhile(Runnable requests) throws IOException {
        Path file = Files.createTempFile("pinning", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
            recording.start();
            requests.run();
            recording.stop();
            recording.dump(file);
        }
        List<String> pinned = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getThread() != null && event.getThread().getJavaName().startsWith("fiber "))
                .map(Object::toString).toList();
        Files.delete(file);
        return pinned;
    }

    private static void request() {
        for (int i = 0; i < REQUESTS; i++) {
            get("/pinning").then().statusCode(200);
        }
    }

    @jakarta.ws.rs.Path("/pinning")
    public static class Resource {

        private final Object monitor = new Object();

        @GET
        @Hooked
        public String get() throws InterruptedException {
            synchronized (monitor) {
                Thread.sleep(3);
            }
            return "not pinned";
        }

        @GET
        @jakarta.ws.rs.Path("pinned")
        @Hooked("dedicated")
        public String pinned() {
            return SleepsInItsInitialiser.RESULT;
        }
    }

    public static class SleepsInItsInitialiser {

        static final String RESULT;

        static {
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            RESULT = "pinned";
        }
    }
}
