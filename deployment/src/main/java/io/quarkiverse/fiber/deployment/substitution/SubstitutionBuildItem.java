package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** What the substitution has found; not there where it is switched off. */
final class SubstitutionBuildItem extends SimpleBuildItem {

    private final ClassScanner scanner;
    private final SubstitutionReport report;
    private final List<String> parentFirst;

    /** @param parentFirst dependencies that cannot be hooked in this kind of build */
    SubstitutionBuildItem(ClassScanner scanner, SubstitutionReport report, List<String> parentFirst) {
        this.scanner = scanner;
        this.report = report;
        this.parentFirst = List.copyOf(parentFirst);
    }

    ClassScanner getScanner() {
        return scanner;
    }

    SubstitutionReport getReport() {
        return report;
    }

    List<String> getParentFirst() {
        return parentFirst;
    }
}
