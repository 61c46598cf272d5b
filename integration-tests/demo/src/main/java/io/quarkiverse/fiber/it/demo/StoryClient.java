package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.vertx.http.HttpServer;

/** Makes the requests of the story. */
@Singleton
public class StoryClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ConfigProperty(name = "quarkus.management.port")
    int managementPort;

    @Inject
    HttpServer server;

    @Inject
    ObjectMapper json;

    URI base() {
        return server.getLocalBaseUri();
    }

    <T> T get(String path, Class<T> type) {
        return send(path, type).join();
    }

    <T> T post(String path, Class<T> type) {
        return send(request(base().resolve(path)).POST(BodyPublishers.noBody()), 200, type).join();
    }

    <T> CompletableFuture<T> send(String path, Class<T> type) {
        return send(request(base().resolve(path)), 200, type);
    }

    /** Sends a request that has to fail with {@code status}. */
    CompletableFuture<Problem> problem(String path, int status) {
        return send(request(base().resolve(path)), status, Problem.class);
    }

    /** Where the open descriptors are listed. */
    URI fds() {
        int actualPort = server.getManagementPort(); // -1 where it is the configured one
        return URI.create("http://localhost:" + (actualPort > 0 ? actualPort : managementPort) + "/q/fiber/fds");
    }

    /** What is open as soon as a fiber of that name waits for a descriptor. */
    JsonNode whenListed(String fiberName, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        JsonNode open;
        do {
            Thread.sleep(10);
            open = send(request(fds()), 200, JsonNode.class).join();
        } while (!isOwner(fiberName, open) && System.nanoTime() < deadline);
        return open;
    }

    private static boolean isOwner(String fiberName, JsonNode open) {
        return open.findValuesAsText("owner").stream().anyMatch(owner -> owner.startsWith(fiberName));
    }

    /** Sends the same request {@code count} times at once. */
    List<Trace> getAll(int count, String path) {
        List<CompletableFuture<Trace>> answers = IntStream.range(0, count).mapToObj(i -> send(path, Trace.class)).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    }

    private <T> CompletableFuture<T> send(HttpRequest.Builder request, int status, Class<T> type) {
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> parse(response, status, type));
    }

    private <T> T parse(HttpResponse<String> response, int status, Class<T> type) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.uri() + " answered with status " + response.statusCode());
        }
        try {
            return json.readValue(response.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
