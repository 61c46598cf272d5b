package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class JobsTest {

    @Inject
    Jobs jobs;

    @Test
    void hookedJobRunsOnAFiberWithContextsOfItsOwn() throws Exception {
        assertEquals("of a job  job TRACE, fiber Jobs.hooked on event-loop", get(jobs.hookedRan()));
        assertTrue(get(jobs.hookedIsTraced()));
    }

    @Test
    void groupRunsTheJob() throws Exception {
        assertEquals("fiber Jobs.inGroup on dedicated", get(jobs.inGroupRan()));
    }

    @Test
    void jobThatReturnsAUniRunsOnAFiberToo() throws Exception {
        assertEquals("fiber Jobs.uni on event-loop", get(jobs.uniRan()));
    }

    @Test
    void failureOfAHookedJobIsReportedAsThatOfAnyJob() throws Exception {
        assertEquals("of a job", get(jobs.failure()).getCause().getMessage());
    }

    @Test
    void withoutTheSwitchOtherJobsStayWhereTheyAre() throws Exception {
        assertEquals("virtual thread", get(jobs.onVirtualThreadRan()));
    }

    private static <T> T get(CompletableFuture<T> result) throws Exception {
        return result.get(10, TimeUnit.SECONDS);
    }
}
