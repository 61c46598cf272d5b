package io.quarkiverse.fiber.it.guide;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;

/** Changes limits while the application runs. */
@ApplicationScoped
public class Limiting {

    @Inject
    IoLimits limits;

    // tag::change[]
    void limitQuotes(String target) {
        limits.put(TargetRule.of("quotes", target).withReadTimeout(Duration.ofMillis(300))); // <1>
        limits.setDefaults(limits.defaults().withConnectTimeout(Duration.ofSeconds(2))); // <2>
    }

    void giveQuotesMoreTime() {
        limits.rule("quotes").ifPresent(rule -> limits.put(rule.withReadTimeout(Duration.ofSeconds(5))));
    }
    // end::change[]
}
