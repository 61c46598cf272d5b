package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of sockets.adoc do what it says. */
@QuarkusTest
class LimitExamplesTest {

    @Inject
    IoLimits limits;

    @Inject
    Limiting limiting;

    @Test
    void change() {
        var before = limits.defaults();
        limiting.limitQuotes("quotes.example:80");
        limiting.giveQuotesMoreTime();
        assertEquals(Optional.of(TargetRule.of("quotes", "quotes.example:80").withReadTimeout(Duration.ofSeconds(5))),
                limits.rule("quotes"));
        assertEquals(Duration.ofSeconds(2), limits.defaults().connectTimeout());
        limits.remove("quotes");
        limits.setDefaults(before);
    }
}
