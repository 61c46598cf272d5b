package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Outcomes as JSON, and back: every figure of a run, so that tables and charts can be made from it again. */
public final class OutcomeJson {

    private OutcomeJson() {
    }

    public static String write(List<Outcome> outcomes) {
        return new JsonObject().put("benchmarks", array(outcomes, OutcomeJson::outcome)).encodePrettily() + "\n";
    }

    public static List<Outcome> read(String json) {
        return list(new JsonObject(json).getJsonArray("benchmarks"), OutcomeJson::outcome);
    }

    private static JsonObject outcome(Outcome outcome) {
        return new JsonObject().put("name", outcome.name()).put("title", outcome.title())
                .put("origin", origin(outcome.origin()))
                .put("validity", new JsonObject().put("state", outcome.validity().state().name())
                        .put("reason", outcome.validity().reason()))
                .put("findings", array(outcome.findings(), finding -> finding(finding, outcome.validity())))
                .put("figures", array(outcome.figures(), OutcomeJson::figures));
    }

    private static Outcome outcome(JsonObject json) {
        JsonObject validity = json.getJsonObject("validity");
        return new Outcome(json.getString("name"), json.getString("title"), origin(json.getJsonObject("origin")),
                new Validity(Validity.State.valueOf(validity.getString("state")), validity.getString("reason")),
                list(json.getJsonArray("findings"), OutcomeJson::finding),
                list(json.getJsonArray("figures"), OutcomeJson::figures));
    }

    private static JsonObject origin(Origin origin) {
        return new JsonObject().put("machine", origin.machine()).put("software", origin.software())
                .put("commit", origin.revision()).put("date", origin.date()).put("command", origin.command())
                .put("notes", new JsonArray(origin.notes()));
    }

    private static Origin origin(JsonObject json) {
        return new Origin(json.getString("machine"), json.getString("software"), json.getString("commit"),
                json.getString("date"), json.getString("command"),
                json.getJsonArray("notes").stream().map(String.class::cast).toList());
    }

    private static JsonObject finding(Finding finding, Validity validity) {
        JsonObject json = new JsonObject().put("comparison", finding.comparison()).put("unit", finding.unit());
        if (finding.bound() != null) {
            json.put("bound", new JsonObject().put("kind", finding.bound().kind()).put("limit", finding.bound().limit())
                    .put("atLeast", finding.bound().atLeast()));
        }
        return json.put("median", encoded(finding.measured().median())).put("lower", encoded(finding.measured().lower()))
                .put("upper", encoded(finding.measured().upper()))
                .put("verdict", finding.verdict(validity).name().toLowerCase(Locale.ROOT))
                .put("samples", numbers(finding.samples()));
    }

    /** The estimate is that of the JSON, and not made again from samples that have been rounded. */
    private static Finding finding(JsonObject json) {
        JsonObject bound = json.getJsonObject("bound");
        return new Finding(json.getString("comparison"), json.getString("unit"),
                bound == null ? null
                        : new Bound(bound.getString("kind"), bound.getDouble("limit"), bound.getBoolean("atLeast")),
                numbers(json.getJsonArray("samples")),
                new Estimate(decoded(json.getValue("median")), decoded(json.getValue("lower")),
                        decoded(json.getValue("upper"))));
    }

    private static JsonObject figures(Figures figures) {
        JsonObject rows = new JsonObject();
        figures.rows().forEach((name, row) -> rows.put(name, numbers(row)));
        return new JsonObject().put("title", figures.title()).put("subject", figures.subject())
                .put("columns", new JsonArray(figures.columns())).put("rows", rows);
    }

    private static Figures figures(JsonObject json) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        JsonObject given = json.getJsonObject("rows");
        given.fieldNames().forEach(name -> rows.put(name, numbers(given.getJsonArray(name))));
        return new Figures(json.getString("title"), json.getString("subject"),
                json.getJsonArray("columns").stream().map(String.class::cast).toList(), rows);
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> toJson) {
        return new JsonArray(items.stream().map(toJson).toList());
    }

    private static <T> List<T> list(JsonArray items, Function<JsonObject, T> fromJson) {
        return items.stream().map(item -> fromJson.apply((JsonObject) item)).toList();
    }

    private static JsonArray numbers(List<Double> figures) {
        return new JsonArray(figures.stream().map(OutcomeJson::encoded).toList());
    }

    private static List<Double> numbers(JsonArray figures) {
        return figures.stream().map(OutcomeJson::decoded).toList();
    }

    /** JSON has no NaN; six digits are more than any of this is exact to. */
    private static Double encoded(double figure) {
        return Double.isNaN(figure) ? null : Double.valueOf(String.format(Locale.ROOT, "%.6g", figure));
    }

    private static double decoded(Object json) {
        return json == null ? Double.NaN : ((Number) json).doubleValue();
    }
}
