package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;
import io.restassured.RestAssured;

/** The built application in a JVM of its own, as a user runs it: with the manifest's Add-Opens and nothing else. */
class FirstRequestTest {

    private static final Path CLASSES = Path.of("target", "first-request-classes.log").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .setApplicationName("first-request")
            .setApplicationVersion("1")
            .setRuntimeProperties(Map.of("quarkus.http.port", "0"))
            .setJVMArgs(List.of("-Xlog:class+load:file=" + CLASSES))
            .setRun(true);

    @BeforeEach
    void findPort() {
        Matcher listening = LISTENING.matcher(APP.getStartupConsoleOutput());
        assertTrue(listening.find(), APP.getStartupConsoleOutput());
        RestAssured.port = Integer.parseInt(listening.group(1));
    }

    @Test
    void loadsNoClassOfThisExtension() throws IOException {
        List<String> atStart = ours();
        assertTrue(atStart.size() > 10, "the classes that were loaded at start: " + atStart);
        get("/first").then().statusCode(200).body(equalTo("event-loop"));
        assertEquals(List.of(), ours().subList(atStart.size(), ours().size()), "classes loaded in the first request");
    }

    @Test
    void startDoesNotWaitForTheSystemsLinker() throws IOException {
        assertEquals(1, loaded("io.quarkiverse.fiber.runtime.file.HookedFileInputStream ").size());
        assertEquals(List.of(), loaded("java.lang.foreign.Linker "), "takes longer than everything else");
    }

    private static List<String> ours() throws IOException {
        return loaded("io.quarkiverse.fiber.").stream().filter(line -> !line.contains(".test.")).toList();
    }

    private static List<String> loaded(String name) throws IOException {
        try (var lines = Files.lines(CLASSES)) {
            return lines.filter(line -> line.contains(" " + name)).toList();
        }
    }

    @jakarta.ws.rs.Path("/first")
    public static class Resource {

        @GET
        @Hooked
        public String get() throws InterruptedException, IOException {
            Thread.sleep(5);
            InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }).getHostName();
            try (ServerSocket listener = new ServerSocket(0);
                    Socket client = new Socket("localhost", listener.getLocalPort());
                    Socket server = listener.accept()) {
                client.getOutputStream().write(1);
                server.getInputStream().read();
            }
            String thread = Thread.currentThread().toString();
            return thread.contains("@vert.x-eventloop-thread-") ? "event-loop" : thread;
        }

        @GET
        @jakarta.ws.rs.Path("/file")
        @Hooked
        public byte[] file() throws IOException {
            try (FileInputStream file = new FileInputStream("nobody-asks")) {
                return file.readAllBytes();
            }
        }
    }
}
