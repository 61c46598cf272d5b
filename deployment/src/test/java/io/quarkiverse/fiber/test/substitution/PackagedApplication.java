package io.quarkiverse.fiber.test.substitution;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;
import io.restassured.RestAssured;

/** A built application in a JVM of its own, as a user runs it: with the manifest's Add-Opens and nothing else. */
final class PackagedApplication {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private PackagedApplication() {
    }

    static QuarkusProdModeTest of(String jarType) {
        return new QuarkusProdModeTest()
                .withApplicationRoot(jar -> jar.addClasses(PackagedResource.class))
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
                .setApplicationName(jarType)
                .setApplicationVersion("1")
                .overrideConfigKey("quarkus.package.jar.type", jarType)
                .setRuntimeProperties(Map.of("quarkus.http.port", "0"))
                .setRun(true);
    }

    static void assertThatFibersRunThere(QuarkusProdModeTest application) {
        Matcher listening = LISTENING.matcher(application.getStartupConsoleOutput());
        assertTrue(listening.find(), application.getStartupConsoleOutput());
        RestAssured.port = Integer.parseInt(listening.group(1));
        get("/packaged")
                .then().statusCode(200).body(equalTo("HookedSocket on an event loop"));
    }
}
