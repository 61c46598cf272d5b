package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

/** The request context, the identity, the MDC and the trace, before and after a wait. */
@QuarkusTest
class CarriedContextsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @CsvSource({ "hooked, fiber ContextsResource.hooked on event-loop",
            "worker, fiber HookedWork.value on event-loop",
            "virtual-thread, fiber HookedWork.value on event-loop",
            "uni, fiber HookedWork.uni on event-loop",
            "stage, fiber HookedWork.stage on event-loop",
            "group, fiber HookedWork.inGroup on dedicated" })
    void fiberHasThoseOfItsCaller(String path, String fiber) {
        assertEquals("7 ann 7 " + TRACE + ", " + fiber, get(path, "7"));
    }

    @Test
    void callersThatInterleaveDoNotMixTheirs() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = "id" + i;
            answers.add(CompletableFuture.supplyAsync(() -> get("uni", id)));
        }
        for (int i = 0; i < 50; i++) {
            String id = "id" + i;
            assertEquals(id + " ann " + id + " " + TRACE + ", fiber HookedWork.uni on event-loop", answers.get(i).join());
        }
    }

    @Test
    void rolesAreCheckedAsUsual() {
        assertEquals("7 ann 7 " + TRACE + ", fiber HookedWork.ofAnn on event-loop", get("roles", "7"));
        given().header("user", "bob").get("/contexts/roles").then().statusCode(403);
        given().get("/contexts/roles").then().statusCode(401);
    }

    @Test
    void consumerIsPartOfTheTraceOfTheSender() {
        assertEquals(TRACE, get("consumer", "8"));
    }

    @Test
    void managedExecutorTakesThemFromAFiber() {
        assertEquals("9 ann 9 " + TRACE + ", platform thread; 9 ann 9 " + TRACE
                + ", fiber ContextsResource.managedExecutor on event-loop", get("managed-executor", "9"));
    }

    @Test
    void threadContextTakesThemFromOneFiberToAnother() {
        assertEquals("9 ann null " + TRACE + ", fiber on event-loop; 9 ann 9 " + TRACE
                + ", fiber ContextsResource.threadContext on event-loop", get("thread-context", "9"));
    }

    private static String get(String path, String id) {
        return given().header("id", id).header("user", "ann").header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .get("/contexts/" + path).then().statusCode(200).extract().asString();
    }
}
