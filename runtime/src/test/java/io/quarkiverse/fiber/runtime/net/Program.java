package io.quarkiverse.fiber.runtime.net;

import java.util.List;

/** Socket operations in an order that their seed has chosen. */
record Program(long seed, List<Step> steps) {

    static Program of(long seed) {
        return new Program(seed, new ProgramWriter(seed).write());
    }

    static Program ofDatagrams(long seed) {
        return new Program(seed, new ProgramWriter(seed).writeDatagrams());
    }

    static Program ofChannels(long seed) {
        return new Program(seed, new ProgramWriter(seed).writeChannels());
    }

    /**
     * @param trace gets what each step has answered, one by one: a program that hangs leaves it incomplete
     */
    Void run(SocketMaker maker, List<String> trace) throws Exception {
        try (ProgramRun run = new ProgramRun(maker)) {
            for (Step step : steps) {
                trace.add(step.trace(run));
            }
        }
        return null;
    }
}
