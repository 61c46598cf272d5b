package io.quarkiverse.fiber.it.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the guide gets: charts, tables, and nothing that is not in the JSON. */
class GuidePageTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "modules", "ROOT");
    private static final Path RESULTS = Path.of("pages", "includes", "benchmarks.adoc");
    private static final Origin ORIGIN = new Origin("2 cores", "Quarkus", "abc", "2026-01-01", "run P1", List.of());
    private static final Outcome OUTCOME = new Outcome("P1", "hello & <more>", ORIGIN, Validity.VALID, List.of(
            Finding.ratio("hooked / reactive", Bound.goal(1.25), List.of(1.0, 1.0, 1.0)),
            Finding.ratio("hooked / virtual", null, List.of(0.5, 0.5, 0.5)),
            new Finding("bytes", "bytes", null, List.of(12.0))), List.of());

    @Test
    void barsAreAsLongAsTheirRatios() throws Exception {
        NodeList bars = svg(OUTCOME).getElementsByTagName("rect");
        assertEquals(2, bars.getLength(), "one for each ratio, and none for bytes");
        assertEquals(2, width(bars, 0) / width(bars, 1), 0.001);
    }

    @Test
    void guideOfTheProjectIsMadeFromItsJson() throws Exception {
        for (Map.Entry<Path, String> file : GuidePage.of(GuidePage.read(GUIDE)).entrySet()) {
            assertTrue(file.getValue().equals(Files.readString(GUIDE.resolve(file.getKey()))),
                    file.getKey() + " is not what integration-tests/benchmarks/run page makes");
        }
    }

    @Test
    void contenderThatWinsIsNamed() {
        Outcome lost = new Outcome("P2", "t", ORIGIN, Validity.VALID,
                List.of(Finding.ratio("hooked / reactive", Bound.goal(2), List.of(1.1, 1.1))), List.of());
        assertTrue(GuidePage.of(List.of(lost)).get(RESULTS).contains("* P2, hooked / reactive: 1.100\n"));
        assertFalse(GuidePage.of(List.of(OUTCOME)).get(RESULTS).contains("* P1, hooked"), "neither equal nor cheaper");
    }

    private static Element svg(Outcome outcome) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(BarChart.of(outcome).orElseThrow()))).getDocumentElement();
    }

    private static double width(NodeList bars, int index) {
        return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
    }
}
