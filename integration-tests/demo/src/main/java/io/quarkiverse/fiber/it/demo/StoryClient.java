package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.vertx.http.HttpServer;

/** Makes the requests of the story. */
@Singleton
public class StoryClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    <T> CompletableFuture<T> send(String path, Class<T> type) {
        HttpRequest request = HttpRequest.newBuilder(base().resolve(path)).timeout(TIMEOUT).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> parse(response, type));
    }

    /** Sends the same request {@code count} times at once. */
    List<Trace> getAll(int count, String path) {
        List<CompletableFuture<Trace>> answers = IntStream.range(0, count).mapToObj(i -> send(path, Trace.class)).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private <T> T parse(HttpResponse<String> response, Class<T> type) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.uri() + " answered with status " + response.statusCode());
        }
        try {
            return json.readValue(response.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
