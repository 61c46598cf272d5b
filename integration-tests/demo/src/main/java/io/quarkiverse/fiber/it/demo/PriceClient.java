package io.quarkiverse.fiber.it.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServer;

/** Asks the other service with the blocking client that Java has always had. */
@Singleton
public class PriceClient {

    private static final int TIMEOUT_MILLIS = 10_000;

    @Inject
    HttpServer server;

    String fetch() throws IOException {
        URI price = server.getLocalBaseUri().resolve("/backend/price");
        HttpURLConnection connection = (HttpURLConnection) price.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
