package io.quarkiverse.fiber.test.names;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The resolver is the JVM's and stays, the application behind it changes. */
class LookupDevModeTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(LookupResource.class));

    @Test
    void lookupOnAFiberIsOffloadedByEachApplicationInTurnAndNoneLeavesAThread() {
        for (int i = 0; i < 3; i++) {
            get("/lookup/fiber").then().statusCode(200).body(endsWith(" by fiber-offload"));
            get("/lookup/threads").then().statusCode(200).body(equalTo("[fiber-offload-0]"));
            APP.modifySourceFile(LookupResource.class, source -> source + "\n");
        }
    }
}
