package io.quarkiverse.fiber.it.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the guide has of benchmarks, made from outcomes: no figure is copied by hand. Further tables are in the JSON only. */
public final class GuidePage {

    private static final Path RESULTS = Path.of("pages", "includes", "benchmarks.adoc");
    private static final Path IMAGES = Path.of("images");
    private static final Path JSON = Path.of("attachments", "benchmarks.json");

    private final List<Outcome> outcomes;
    private final StringBuilder page = new StringBuilder(
            "// Made from benchmarks.json by integration-tests/benchmarks/run page\n");
    private final Map<Path, String> files = new LinkedHashMap<>();

    private GuidePage(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** The files with their paths in the module of the guide. */
    static Map<Path, String> of(List<Outcome> outcomes) {
        return new GuidePage(outcomes).files();
    }

    /** What the guide has so far. */
    public static List<Outcome> read(Path guide) throws IOException {
        Path json = guide.resolve(JSON);
        return Files.exists(json) ? OutcomeJson.read(Files.readString(json)) : List.of();
    }

    /** @param guide the directory of the guide's module */
    public static void write(List<Outcome> outcomes, Path guide) {
        of(outcomes).forEach((path, content) -> {
            try {
                Path file = guide.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Map<Path, String> files() {
        line("");
        line("== The table");
        line("");
        line("%s at commit %s, %s.", distinct(Origin::machine), distinct(Origin::revision), distinct(Origin::day));
        line("%d of %d benchmarks have been measured as the method asks; the others show no more than where figures are.",
                outcomes.stream().filter(GuidePage::isValid).count(), outcomes.size());
        line("");
        table(Stream.of("benchmark", "compared", "bound or goal", "measured", "95 % interval", "samples", "verdict"),
                "1,4,3,2,3,1,3",
                outcomes.stream().flatMap(outcome -> SummaryRow.of(outcome).stream()).map(SummaryRow::cells).toList());
        outcomes.stream().filter(outcome -> !isValid(outcome))
                .forEach(outcome -> line("* %s: %s", outcome.name(), outcome.validity()));
        winners();
        line("");
        line("== One by one");
        outcomes.stream().filter(outcome -> outcome.validity().state() != Validity.State.NOT_MEASURED).forEach(this::section);
        files.put(RESULTS, page.toString());
        files.put(JSON, OutcomeJson.write(outcomes));
        return files;
    }

    private static boolean isValid(Outcome outcome) {
        return outcome.validity().state() == Validity.State.VALID;
    }

    /** Of all runs that came to something. */
    private String distinct(Function<Origin, String> part) {
        return outcomes.stream().filter(outcome -> !outcome.findings().isEmpty()).map(Outcome::origin).map(part).distinct()
                .collect(Collectors.joining("; "));
    }

    /** Comparisons whose whole interval is above one: what is measured costs more than what it is compared with. */
    private void winners() {
        line("");
        line("== Where a contender wins");
        line("");
        List<String> lost = outcomes.stream().filter(outcome -> !outcome.validity().isVoid())
                .flatMap(outcome -> outcome.findings().stream().filter(GuidePage::isLost)
                        .map(finding -> String.format(Locale.ROOT, "* %s, %s: %.3f%s", outcome.name(), finding.comparison(),
                                finding.measured().median(), isValid(outcome) ? "" : " (not valid)"))
                        .distinct())
                .toList();
        line(lost.isEmpty() ? "In none of these comparisons."
                : "The first of both costs more than the second, by the whole interval:\n\n" + String.join("\n", lost));
    }

    private static boolean isLost(Finding finding) {
        return finding.isRatio() && finding.measured().lower() > 1;
    }

    private void section(Outcome outcome) {
        line("");
        line("[#%s]", outcome.name().toLowerCase(Locale.ROOT));
        line("=== %s: %s", outcome.name(), outcome.title());
        line("");
        line("%s", outcome.validity());
        BarChart.of(outcome).ifPresent(svg -> {
            String name = "benchmarks-" + outcome.name() + ".svg";
            files.put(IMAGES.resolve(name), svg);
            line("");
            line("image::%s[Ratios with their intervals]", name);
        });
        outcome.figures().stream().limit(1).forEach(figures -> {
            line("");
            line(".%s", figures.title());
            table(Stream.concat(Stream.of(figures.subject()), figures.columns().stream()),
                    "3" + ",2".repeat(figures.columns().size()),
                    figures.rows().entrySet().stream().map(row -> Stream.concat(Stream.of(row.getKey()),
                            row.getValue().stream().map(Figures::text)).toList()).toList());
        });
        line("");
        outcome.origin().lines().forEach(item -> line("* %s", item));
    }

    private void table(Stream<String> headings, String widths, List<List<String>> rows) {
        line("[cols=\"%s\"]", widths);
        line("|===");
        line("%s", headings.map(heading -> "|" + heading).collect(Collectors.joining(" ")));
        line("");
        rows.forEach(row -> line("%s", row.stream().map(cell -> "|" + escaped(cell)).collect(Collectors.joining(" "))));
        line("|===");
        line("");
    }

    /** Names of classes have what AsciiDoc takes for something else. */
    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("<=", "\u2264").replace(">=", "\u2265");
    }

    private void line(String format, Object... arguments) {
        page.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
