package io.quarkiverse.fiber.it.benchmarks;

import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** Something that can be measured by its name. */
interface Benchmark {

    /** A short name, for the command line. */
    String name();

    /** What is measured. */
    String title();

    Outcome measure(Context context) throws Exception;
}
