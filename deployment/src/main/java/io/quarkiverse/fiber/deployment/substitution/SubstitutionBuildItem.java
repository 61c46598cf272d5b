package io.quarkiverse.fiber.deployment.substitution;

import io.quarkus.builder.item.SimpleBuildItem;

/** What the substitution has found; not there where it is switched off. */
final class SubstitutionBuildItem extends SimpleBuildItem {

    private final ClassScanner scanner;
    private final SubstitutionReport report;

    SubstitutionBuildItem(ClassScanner scanner, SubstitutionReport report) {
        this.scanner = scanner;
        this.report = report;
    }

    ClassScanner getScanner() {
        return scanner;
    }

    SubstitutionReport getReport() {
        return report;
    }
}
