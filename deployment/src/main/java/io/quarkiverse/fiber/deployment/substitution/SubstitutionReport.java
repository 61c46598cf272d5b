package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkus.bootstrap.json.Json;
import io.quarkus.bootstrap.json.Json.JsonArrayBuilder;

/** What was hooked, where, and what was not although it could be. */
final class SubstitutionReport {

    /** Where it is, in the directory of the build. */
    static final String TEXT = "quarkus-fiber/hooks.txt";
    static final String JSON = "quarkus-fiber/hooks.json";

    private static final Comparator<CallSite> ORDER = Comparator.comparing(CallSite::className).thenComparing(CallSite::line)
            .thenComparing(CallSite::call);

    /** The classes of the application, or of one dependency. */
    private static final class Source {

        private final List<CallSite> replaced = new ArrayList<>();
        private final List<CallSite> left = new ArrayList<>();
        private final Map<String, String> unreadable = new TreeMap<>();
    }

    private final Map<String, Source> sources = new TreeMap<>();

    private Source source(String name) {
        return sources.computeIfAbsent(name, absent -> new Source());
    }

    void add(String source, List<CallSite> replaced, List<CallSite> left) {
        if (!replaced.isEmpty() || !left.isEmpty()) {
            source(source).replaced.addAll(replaced);
            source(source).left.addAll(left);
        }
    }

    /** @param className a class whose calls are not known, or * for all of the source */
    void addUnreadable(String source, String className, String why) {
        source(source).unreadable.put(className, why);
    }

    /** The classes in which there is something to replace. */
    Set<String> classes() {
        Set<String> classes = new TreeSet<>();
        sources.values().forEach(source -> source.replaced.forEach(site -> classes.add(site.className())));
        return classes;
    }

    /** One line for the log of the build. */
    String summary() {
        int replaced = sources.values().stream().mapToInt(source -> source.replaced.size()).sum();
        int left = sources.values().stream().mapToInt(source -> source.left.size() + source.unreadable.size()).sum();
        StringBuilder summary = new StringBuilder("Hooked " + count(replaced, "blocking call") + " in "
                + count(classes().size(), "class"));
        String separator = " (";
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            if (!source.getValue().replaced.isEmpty()) {
                summary.append(separator).append(source.getKey()).append(": ").append(source.getValue().replaced.size());
                separator = ", ";
            }
        }
        return summary.append(replaced == 0 ? "" : ")").append(left == 0 ? "" : "; not hooked: " + left).toString();
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(TEXT).getParent());
        Files.writeString(directory.resolve(TEXT), text());
        try (var json = Files.newBufferedWriter(directory.resolve(JSON))) {
            json().appendTo(json);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(summary()).append('\n');
        sources.forEach((name, source) -> {
            text.append('\n').append(name).append('\n');
            source.replaced.stream().sorted(ORDER).forEach(site -> line(text, "", site));
            source.left.stream().sorted(ORDER).forEach(site -> line(text, "NOT HOOKED ", site));
            source.unreadable.forEach((className, why) -> text.append("  NOT HOOKED ").append(className).append(": ")
                    .append(why).append('\n'));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String prefix, CallSite site) {
        text.append("  ").append(prefix).append(site.className()).append('#').append(site.method()).append(':')
                .append(site.line()).append("  ").append(site.call()).append(" -> ").append(site.outcome()).append('\n');
    }

    private JsonArrayBuilder json() {
        JsonArrayBuilder all = Json.array();
        sources.forEach((name, source) -> {
            JsonArrayBuilder unreadable = Json.array();
            source.unreadable
                    .forEach((className, why) -> unreadable.add(Json.object().put("class", className).put("why", why)));
            all.add(Json.object().put("source", name)
                    .put("hooked", sites(source.replaced, "hook"))
                    .put("notHooked", sites(source.left, "why"))
                    .put("unreadable", unreadable));
        });
        return all;
    }

    private static JsonArrayBuilder sites(List<CallSite> sites, String outcome) {
        JsonArrayBuilder array = Json.array();
        sites.stream().sorted(ORDER).forEach(site -> array.add(Json.object().put("class", site.className())
                .put("method", site.method()).put("line", site.line()).put("call", site.call()).put(outcome, site.outcome())));
        return array;
    }
}
