package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ToolsTest {

    @ParameterizedTest
    @CsvSource({ "hooked, fiber Tools.hooked on event-loop", "uni, fiber Tools.uni on event-loop",
            "hookedOnVirtualThread, fiber Tools.hookedOnVirtualThread on event-loop", "onVirtualThread, virtual thread",
            "plain, platform thread" })
    void hookedToolsRunOnFibersWithTheirContextsAndWithoutTheSwitchOthersStayWhereTheyAre(String tool, String place) {
        assertEquals(McpClient.CONTEXTS + place, new McpClient().call(tool, "1"));
    }

    @Test
    void failureOfAHookedToolIsThatOfTheCall() {
        assertEquals("error: " + McpClient.CONTEXTS + "fiber Tools.failing on event-loop",
                new McpClient().call("failing", "1"));
    }
}
