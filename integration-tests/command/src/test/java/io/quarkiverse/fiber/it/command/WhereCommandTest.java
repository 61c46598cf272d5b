package io.quarkiverse.fiber.it.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;

@QuarkusMainTest
class WhereCommandTest {

    @Test
    @Launch({})
    void withoutVertxFibersRunOnTheDedicatedGroup(LaunchResult result) {
        assertTrue(result.getOutput().contains("dedicated on fiber-dedicated-"), result.getOutput());
    }

    @Test
    @Launch({})
    void hookedMethodOfABeanRunsOnAFiberInTheRequestContextOfItsCaller(LaunchResult result) {
        assertTrue(result.getOutput().contains("fiber Work.where, request of the command"), result.getOutput());
    }
}
