package io.quarkiverse.fiber.test.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Group;
import io.quarkus.test.QuarkusUnitTest;

/** Groups of carriers are beans. */
class InjectedGroupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.fiber.groups.\"reports\".carriers", "2");

    @Inject
    FiberScheduler scheduler;

    @Inject
    @Group("reports")
    FiberGroup reports;

    @Inject
    @Group(FiberScheduler.DEDICATED)
    FiberGroup dedicated;

    @Test
    void eachQualifierInjectsItsGroup() throws Exception {
        assertEquals(List.of("reports-0", "reports-1"), reports.carriers());
        assertEquals("dedicated", dedicated.name());
        assertEquals("reports-1", reports.on("reports-1")
                .submit(() -> scheduler.current().orElseThrow().carrier()).get(5, TimeUnit.SECONDS));
    }

    @Test
    void schedulerIsTheDefaultGroup() throws Exception {
        Fiber fiber = scheduler.named("mine").start(() -> {
        });
        assertTrue(fiber.join(Duration.ofSeconds(5)));
        assertEquals("mine", fiber.name());
        assertEquals(scheduler.name(), fiber.group());
        assertTrue(scheduler.groups().containsAll(List.of("reports", "dedicated")));
    }
}
