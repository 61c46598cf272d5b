package io.quarkiverse.fiber.runtime.scheduler;

import java.util.List;

/** Each race for a fraction of a second, as the JVM compiles it. */
class RacesTest extends Races {

    @Override
    List<String> options() {
        // Arguments for the JVM switch the search for JVM configurations off: one fork for a race.
        return List.of("-f", "1", "-iters", "2", "-time", "100", "-pth", "false", "-sc", "false", "-jvmArgs",
                "-XX:+UseParallelGC");
    }
}
