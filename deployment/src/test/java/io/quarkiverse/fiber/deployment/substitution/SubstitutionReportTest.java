package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.bootstrap.json.JsonReader;

class SubstitutionReportTest {

    private static final CallSite HOOKED = new CallSite("shop.Orders", "list", 7, "java.net.Socket()", "Hooks#create");
    private static final CallSite LEFT = new CallSite("shop.Orders", "open", 9, "java.net.Socket()", "a subclass");
    private static final BlockingSite BLOCKING = new BlockingSite(
            new CallSite("shop.Orders", "lambda$sign$0", 11, "java.lang.System.load(java.lang.String)", "do not"), "sign()V");

    @Test
    void summaryCountsBySource() {
        SubstitutionReport report = new SubstitutionReport();
        report.add("application", "shop.Orders", new Found(List.of(HOOKED, HOOKED), List.of(LEFT), List.of(), null));
        report.add("a:driver", "d.Driver",
                new Found(List.of(new CallSite("d.Driver", "connect", 1, "java.net.Socket()", "Hooks#create")), List.of(),
                        List.of(BLOCKING), null));
        report.addUnread("a:driver", "no code");
        assertEquals("Hooked 3 blocking calls in 2 classes (a:driver: 1, application: 2); not hooked: 2; without a hook: 1",
                report.summary());
    }

    @Test
    void summaryOfOneCallIsInTheSingular() {
        SubstitutionReport report = new SubstitutionReport();
        report.add("application", "shop.Orders", new Found(List.of(HOOKED), List.of(), List.of(), null));
        assertEquals("Hooked 1 blocking call in 1 class (application: 1)", report.summary());
    }

    @Test
    void summaryOfNothingIsShort() {
        assertEquals("Hooked 0 blocking calls in 0 classes", new SubstitutionReport().summary());
    }

    @Test
    void filesTellEachCall(@TempDir Path directory) throws Exception {
        SubstitutionReport report = new SubstitutionReport();
        report.add("application", "shop.Orders", new Found(List.of(HOOKED), List.of(LEFT), List.of(BLOCKING), null));
        report.add("application", "shop.Odd", new Found(List.of(), List.of(), List.of(), "no \"code\""));
        report.write(directory);
        List<String> text = Files.readAllLines(directory.resolve("quarkus-fiber/hooks.txt"));
        assertTrue(text.contains("  shop.Orders#list:7  java.net.Socket() -> Hooks#create"), text.toString());
        assertTrue(text.contains("  NOT HOOKED shop.Orders#open:9  java.net.Socket() -> a subclass"), text.toString());
        assertTrue(text.contains("  BLOCKS shop.Orders#lambda$sign$0:11  java.lang.System.load(java.lang.String) -> do not"),
                text.toString());
        assertTrue(text.contains("  NOT HOOKED shop.Odd: no \"code\""), text.toString());
        String json = Files.readString(directory.resolve("quarkus-fiber/hooks.json"));
        JsonReader.of(json).read();
        assertTrue(json.contains("\"archive\":\"application\"") && json.contains("\"line\":7")
                && json.contains("\"hook\":\"Hooks#create\"") && json.contains("\"why\":\"a subclass\"")
                && json.contains("\"advice\":\"do not\""), json);
    }
}
