package io.quarkiverse.fiber.test.lifecycle;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class DevModeReloadTest {

    private static final int RELOADS = 5;

    /**
     * The current application, and two older ones that Quarkus keeps without this extension as well: in a shutdown hook and in
     * a thread of Vert.x. Were fibers to keep theirs, all would be alive.
     */
    private static final int LOADERS = 3;

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Parking.class, Edited.class, Loaders.class)
                    .addAsResource(new StringAsset("quarkus.fiber.offload.keep-alive=100ms"), "application.properties"));

    @Test
    void reloadEndsParkedFibersAndLeavesNeitherThreadNorClassLoader() {
        get("/edited").then().statusCode(200).body(equalTo("edit 0 on event-loop"));
        for (int i = 0; i < RELOADS; i++) {
            get("/parking/park").then().statusCode(200).body(equalTo("parked"));
            String next = "edit " + (i + 1);
            String last = "edit " + i;
            APP.modifySourceFile(Edited.class, source -> source.replace(last, next));
            get("/edited").then().statusCode(200).body(equalTo(next + " on event-loop"));
            String status = get("/parking/status").asString();
            assertTrue(status.startsWith("[holder, monitor, sleep, socket] "), status);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            int loaders = Integer.parseInt(get("/loaders").asString());
            assertTrue(loaders <= LOADERS, loaders + " class loaders are alive");
            String status = get("/parking/status").asString();
            assertTrue(status.endsWith("[fiber-rescue-scanner]"), status);
        });
    }
}
