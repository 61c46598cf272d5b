package io.quarkiverse.fiber.runtime.scheduler;

import java.util.List;

import org.junit.jupiter.api.Tag;

/** Each race in every combination of interpreter, C1 and C2, and with the instruction order of C2 shuffled. */
@Tag("stress")
class RacesStressTest extends Races {

    @Override
    List<String> options() {
        return List.of("-f", "1", "-fsm", "2", "-iters", "2", "-time", "500", "-sc", "true");
    }
}
