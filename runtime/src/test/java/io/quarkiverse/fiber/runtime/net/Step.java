package io.quarkiverse.fiber.runtime.net;

/** One operation of a program. */
record Step(String text, Action action) {

    interface Action {

        /** What the operation answers: compared as {@link Outcome} writes it. */
        Object apply(ProgramRun run) throws Exception;
    }

    interface Effect {
        void apply(ProgramRun run) throws Exception;
    }

    /** An operation that answers nothing. */
    static Step of(String text, Effect effect) {
        return new Step(text, run -> {
            effect.apply(run);
            return "done";
        });
    }

    String trace(ProgramRun run) {
        return text + " -> " + Outcome.of(this, run);
    }
}
