package io.quarkiverse.fiber.it.benchmarks;

import java.nio.file.Path;

import io.quarkiverse.fiber.it.benchmarks.report.Origin;

/**
 * What a benchmark is measured with.
 *
 * @param target the directory that has the applications, and gets the logs
 * @param origin what is known of the run before it begins
 */
record Context(Options options, Path target, Origin origin) {
}
