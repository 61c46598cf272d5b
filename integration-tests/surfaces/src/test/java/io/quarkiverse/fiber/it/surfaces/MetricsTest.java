package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MetricsTest {

    @Test
    void micrometerMeasuresRequestsToFibers() {
        get("/contexts/hooked").then().statusCode(200);
        get("/q/metrics").then().statusCode(200).body(containsString(
                "http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/contexts/hooked\"}"));
    }
}
