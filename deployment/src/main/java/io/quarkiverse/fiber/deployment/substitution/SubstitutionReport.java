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
import java.util.stream.Stream;

import io.quarkus.bootstrap.json.Json;
import io.quarkus.bootstrap.json.Json.JsonArrayBuilder;
import io.quarkus.bootstrap.json.Json.JsonObjectBuilder;

/** What was hooked, where, what was not although it could be, and what blocks. */
final class SubstitutionReport {

    /** Where it is, in the directory of the build. */
    static final String TEXT = "quarkus-fiber/hooks.txt";
    static final String JSON = "quarkus-fiber/hooks.json";

    private static final Comparator<CallSite> ORDER = Comparator.comparing(CallSite::className).thenComparing(CallSite::line)
            .thenComparing(CallSite::call);

    /** The application, or a dependency. */
    private static final class Archive {

        private final List<CallSite> replaced = new ArrayList<>();
        private final List<CallSite> left = new ArrayList<>();
        private final List<BlockingSite> blocking = new ArrayList<>();
        private final Map<String, String> unreadable = new TreeMap<>();
    }

    private final Map<String, Archive> archives = new TreeMap<>();
    private final boolean off;

    SubstitutionReport() {
        this(false);
    }

    private SubstitutionReport(boolean off) {
        this.off = off;
    }

    /** That no class was looked at, because the configuration says so. */
    static SubstitutionReport off() {
        return new SubstitutionReport(true);
    }

    private Archive archive(String name) {
        return archives.computeIfAbsent(name, absent -> new Archive());
    }

    void add(String archive, String className, Found found) {
        if (!found.isEmpty()) {
            archive(archive).replaced.addAll(found.replaced());
            archive(archive).left.addAll(found.left());
            archive(archive).blocking.addAll(found.blocking());
        }
        if (found.problem() != null) {
            archive(archive).unreadable.put(className, found.problem());
        }
    }

    /** Tells of an archive of which no class is looked at. */
    void addUnread(String archive, String why) {
        archive(archive).unreadable.put("*", why);
    }

    /** The classes in which there is something to replace. */
    Set<String> classes() {
        Set<String> classes = new TreeSet<>();
        archives.values().forEach(archive -> archive.replaced.forEach(site -> classes.add(site.className())));
        return classes;
    }

    /** The internal names of the classes whose hooks are called. */
    Set<String> hooks() {
        Set<String> hooks = new TreeSet<>();
        archives.values().forEach(archive -> archive.replaced.forEach(
                site -> hooks.add(site.outcome().substring(0, site.outcome().indexOf('#')).replace('.', '/'))));
        return hooks;
    }

    /** The calls that block and have no hook. */
    List<BlockingSite> blocking() {
        return archives.values().stream().flatMap(archive -> archive.blocking.stream()).toList();
    }

    /** One line for the log of the build. */
    String summary() {
        if (off) {
            return "No call is hooked (quarkus.fiber.hook.enabled=false)";
        }
        int replaced = archives.values().stream().mapToInt(archive -> archive.replaced.size()).sum();
        int left = archives.values().stream().mapToInt(archive -> archive.left.size() + archive.unreadable.size()).sum();
        int blocking = blocking().size();
        StringBuilder summary = new StringBuilder("Hooked " + count(replaced, "blocking call") + " in "
                + count(classes().size(), "class"));
        String separator = " (";
        for (Map.Entry<String, Archive> archive : archives.entrySet()) {
            if (!archive.getValue().replaced.isEmpty()) {
                summary.append(separator).append(archive.getKey()).append(": ").append(archive.getValue().replaced.size());
                separator = ", ";
            }
        }
        return summary.append(replaced == 0 ? "" : ")").append(left == 0 ? "" : "; not hooked: " + left)
                .append(blocking == 0 ? "" : "; without a hook: " + blocking).toString();
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
        archives.forEach((name, archive) -> {
            text.append('\n').append(name).append('\n');
            archive.replaced.stream().sorted(ORDER).forEach(site -> line(text, "", site));
            archive.left.stream().sorted(ORDER).forEach(site -> line(text, "NOT HOOKED ", site));
            sites(archive.blocking).sorted(ORDER).forEach(site -> line(text, "BLOCKS ", site));
            archive.unreadable.forEach((className, why) -> text.append("  NOT HOOKED ").append(className).append(": ")
                    .append(why).append('\n'));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String prefix, CallSite site) {
        text.append("  ").append(prefix).append(site.className()).append('#').append(site.method()).append(':')
                .append(site.line()).append("  ").append(site.call()).append(" -> ").append(site.outcome()).append('\n');
    }

    private static Stream<CallSite> sites(List<BlockingSite> blocking) {
        return blocking.stream().map(BlockingSite::site);
    }

    private JsonObjectBuilder json() {
        JsonArrayBuilder all = Json.array();
        archives.forEach((name, archive) -> {
            JsonArrayBuilder unreadable = Json.array();
            archive.unreadable
                    .forEach((className, why) -> unreadable.add(Json.object().put("class", className).put("why", why)));
            all.add(Json.object().put("archive", name)
                    .put("hooked", json(archive.replaced.stream(), "hook"))
                    .put("notHooked", json(archive.left.stream(), "why"))
                    .put("blocking", json(sites(archive.blocking), "advice"))
                    .put("unreadable", unreadable));
        });
        return Json.object().put("summary", summary()).put("archives", all);
    }

    private static JsonArrayBuilder json(Stream<CallSite> sites, String outcome) {
        JsonArrayBuilder array = Json.array();
        sites.sorted(ORDER).forEach(site -> array.add(Json.object().put("class", site.className())
                .put("method", site.method()).put("line", site.line()).put("call", site.call()).put(outcome, site.outcome())));
        return array;
    }
}
