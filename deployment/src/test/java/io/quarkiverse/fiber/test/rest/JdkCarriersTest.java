package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JdkCarriersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.carriers", "jdk")
            .withApplicationRoot(jar -> jar.addClasses(ThreeWays.class, Where.class));

    @Test
    void fibersRunOnTheJdksScheduler() {
        get("/three-ways/plain").then().statusCode(200).body(equalTo("fiber ThreeWays.plain on jdk"));
    }

    @Test
    void methodThatReturnsAUniDoesToo() {
        get("/three-ways/uni").then().statusCode(200).body(equalTo("fiber ThreeWays.uni on jdk"));
    }

    @Test
    void groupMeansNothing() {
        get("/three-ways/group").then().statusCode(200).body(equalTo("fiber ThreeWays.group on jdk"));
    }
}
