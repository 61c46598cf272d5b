package io.quarkiverse.fiber.test.names;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.endsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class LookupDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(LookupResource.class))
            .overrideConfigKey("quarkus.fiber.enabled", "false");

    @Test
    void lookupIsTheJdksWhereFibersAreSwitchedOff() {
        get("/lookup/fiber").then().statusCode(200).body(endsWith(" by the caller"));
    }
}
