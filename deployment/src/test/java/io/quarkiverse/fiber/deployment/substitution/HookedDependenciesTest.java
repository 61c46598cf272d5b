package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;

/** An application that has one well-known client, and others. */
class HookedDependenciesTest {

    private static final List<ResolvedDependency> ALL = List.of(dependency("redis.clients", "jedis"),
            dependency("com.acme", "mail-client"), dependency("com.acme", "ftp-client"), dependency("com.acme.ui", "table"));

    private static ResolvedDependency dependency(String group, String artifact) {
        return ResolvedDependencyBuilder.newInstance().setGroupId(group).setArtifactId(artifact).setVersion("1").build();
    }

    @Test
    void autoMeansTheWellKnownClientsThatAreThere() {
        assertHooked(List.of("auto"), "redis.clients:jedis");
    }

    @Test
    void autoTogetherWithOthers() {
        assertHooked(List.of("auto", "com.acme:ftp-client"), "redis.clients:jedis", "com.acme:ftp-client");
    }

    @Test
    void withoutAutoTheyAreNotHooked() {
        assertHooked(List.of("com.acme:mail-client"), "com.acme:mail-client");
        assertHooked(List.of());
    }

    @Test
    void wildcardForAnyArtifact() {
        assertHooked(List.of("com.acme:*"), "com.acme:mail-client", "com.acme:ftp-client");
    }

    @Test
    void wildcardForPartsOfNames() {
        assertHooked(List.of("com.acme*:*t*"), "com.acme:mail-client", "com.acme:ftp-client", "com.acme.ui:table");
        assertHooked(List.of("com.acme:*-client"), "com.acme:mail-client", "com.acme:ftp-client");
    }

    @Test
    void dependencyIsThereOnceHoweverOftenItIsNamed() {
        assertHooked(List.of("redis.clients:*", "auto", "redis.clients:jedis"), "redis.clients:jedis");
    }

    @ParameterizedTest
    @ValueSource(strings = { "com.acme:clients", "com.acm:*", "com.acme:mail-client-*", "comXacme:mail-client" })
    void oneThatIsNotThereIsAProblem(String value) {
        assertEquals(List.of("quarkus.fiber.hook.dependencies: the application has no dependency '" + value + "'"),
                new HookedDependencies(List.of("auto", value), ALL).problems());
    }

    @ParameterizedTest
    @ValueSource(strings = { "com.acme", "com.acme:", ":mail-client", "com.acme:mail-client:1", "Auto" })
    void oneThatIsNoneIsAProblem(String value) {
        assertEquals(List.of("quarkus.fiber.hook.dependencies: '" + value + "' is neither auto nor groupId:artifactId"),
                new HookedDependencies(List.of(value), ALL).problems());
    }

    private static void assertHooked(List<String> values, String... names) {
        HookedDependencies dependencies = new HookedDependencies(values, ALL);
        assertEquals(List.of(names), dependencies.all().stream().map(HookedDependencies::name).toList());
        assertEquals(List.of(), dependencies.problems());
    }
}
