package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;

/** What is known of classes at the second look, after something was found at the first. */
class ScannedJarsTest {

    @TempDir
    Path directory;

    private final ScannedJars jars = new ScannedJars();

    @Test
    void jarIsKnown() throws IOException {
        ResolvedDependency jar = dependency(Files.createFile(directory.resolve("client.jar")));
        jars.of(jar).put("Client", Found.NOTHING);
        assertEquals(Map.of("Client", Found.NOTHING), jars.of(jar));
        assertEquals(Map.of(), jars.of(dependency(Files.createFile(directory.resolve("other.jar")))));
    }

    /** Its classes can be edited. */
    @Test
    void moduleOfTheWorkspaceIsNot() throws IOException {
        ResolvedDependency module = dependency(Files.createDirectory(directory.resolve("classes")));
        jars.of(module).put("Client", Found.NOTHING);
        assertEquals(Map.of(), jars.of(module));
    }

    @Test
    void applicationIsNot() {
        jars.of(null).put("Client", Found.NOTHING);
        assertEquals(Map.of(), jars.of(null));
    }

    private static ResolvedDependency dependency(Path path) {
        return ResolvedDependencyBuilder.newInstance().setGroupId("com.acme").setArtifactId("client").setVersion("1")
                .setResolvedPath(path).build();
    }
}
