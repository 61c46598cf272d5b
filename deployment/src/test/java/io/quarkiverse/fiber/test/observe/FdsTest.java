package io.quarkiverse.fiber.test.observe;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** What {@code /q/fiber/fds} says, on the management interface. */
class FdsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.management.enabled", "true")
            .overrideConfigKey("quarkus.management.test-port", "0")
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "") // or the client of this test would be in the list
            .overrideConfigKey("quarkus.fiber.targets.\"peer\".match", "127.0.0.1")
            .overrideConfigKey("quarkus.fiber.targets.\"peer\".read-timeout", "30s")
            .withApplicationRoot(jar -> jar.addClasses(SilentPeer.class));

    @TestHTTPResource(value = "/fiber/fds", management = true)
    URI fds;

    @Test
    void descriptorThatAFiberWaitsForIsListedWithItsOwnerAndLimits() {
        CompletableFuture<Void> read = CompletableFuture
                .runAsync(() -> get("/peer/read").then().statusCode(200).body(Matchers.equalTo("42")));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> get(fds).then().statusCode(200)
                .contentType("application/json")
                .body("state", contains("WAITING_FOR_INPUT"))
                .body("[0].kind", Matchers.equalTo("STREAM"))
                .body("[0].peer", matchesPattern("localhost/127\\.0\\.0\\.1:\\d+"))
                .body("[0].ageMillis", greaterThanOrEqualTo(0))
                .body("[0].owner", matchesPattern("fiber SilentPeer\\.read #\\d+"))
                .body("[0].target", Matchers.equalTo("peer"))
                .body("[0].connectTimeoutMillis", nullValue())
                .body("[0].readTimeoutMillis", Matchers.equalTo(30_000))
                .body("[0].bytesIn", Matchers.equalTo(0))
                .body("[0].bytesOut", Matchers.equalTo(3)));
        get("/peer/speak").then().statusCode(204);
        read.join();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> get(fds).then().statusCode(200).body("$", Matchers.empty()));
    }

    @Test
    void mainInterfaceDoesNotHaveTheList() {
        get("/q/fiber/fds").then().statusCode(404);
    }
}
