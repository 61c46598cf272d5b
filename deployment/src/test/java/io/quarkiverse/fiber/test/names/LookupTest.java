package io.quarkiverse.fiber.test.names;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Which resolver fibers have, and other threads. */
class LookupTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(LookupResource.class))
            .overrideRuntimeConfigKey("quarkus.fiber.offload.keep-alive", "1h")
            .setAfterUndeployListener(LookupTest::afterShutdown);

    @Test
    void lookupOnAFiberIsOffloadedAndOthersAreNot() {
        get("/lookup/worker").then().statusCode(200).body(endsWith(" by the caller"));
        get("/lookup/fiber").then().statusCode(200).body(endsWith(" by fiber-offload"));
    }

    static void afterShutdown() {
        assertEquals(Map.of(), LookupResource.waits());
    }
}
