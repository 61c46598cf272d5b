package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

/** {@code quarkus.fiber.deadline}, and what wins over it. */
class DeadlineDefaultTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.fiber.deadline", "200ms")
            .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(DeadlineDefaultTest::assertOneLineEachAndNoStack)
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Waits.class, Silence.class));

    private static void assertOneLineEachAndNoStack(List<LogRecord> log) {
        assertEquals(List.of("Resource.byDefault", "Resource.code"),
                log.stream().map(line -> String.valueOf(line.getParameters()[0])).sorted().toList());
        assertEquals(List.of(), log.stream().map(LogRecord::getThrown).filter(thrown -> thrown != null).toList());
    }

    @Test
    void deadlineOfTheConfigurationCountsWhereTheAnnotationHasNone() {
        get("/default").then().statusCode(504)
                .body("detail", containsString("the deadline of 200 ms of Resource.byDefault has passed"));
    }

    @Test
    void annotationWinsOverTheConfiguration() {
        get("/default/longer").then().statusCode(200).body(equalTo("PT1M"));
        get("/default/none").then().statusCode(200).body(equalTo("none"));
    }

    @Test
    void nearerDeadlineOfCodeWinsOverBoth() {
        get("/default/code").then().statusCode(504)
                .body("detail", containsString("the deadline of 50 ms of a test has passed"));
    }

    @Test
    void methodsThatAreNotHookedHaveNone() {
        get("/default/worker").then().statusCode(200).body(equalTo("none"));
    }

    @Path("/default")
    public static class Resource {

        @Inject
        Silence silence;

        @GET
        @Hooked
        public int byDefault() throws Exception {
            return silence.read();
        }

        @GET
        @Path("code")
        @Hooked(deadline = "1m")
        public int code() throws Exception {
            return Deadline.within(Duration.ofMillis(50), "a test").call(silence::read);
        }

        @GET
        @Path("longer")
        @Hooked(deadline = "1m")
        public String longer() {
            return limit();
        }

        @GET
        @Path("none")
        @Hooked(deadline = "none")
        public String none() {
            return limit();
        }

        @GET
        @Path("worker")
        public String worker() {
            return limit();
        }

        private static String limit() {
            Optional<Deadline> deadline = Deadline.current();
            return deadline.map(Deadline::limit).map(Duration::toString).orElse("none");
        }
    }
}
