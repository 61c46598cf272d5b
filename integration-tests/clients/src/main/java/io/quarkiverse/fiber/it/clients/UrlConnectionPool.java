package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * What the JDK keeps of its connections: up to five that are idle, for all of the JVM, and as many others as there are
 * requests.
 */
@Singleton
@Named("url-connection-pool")
public class UrlConnectionPool implements PooledClient {

    @Override
    public Pool open(String host, int port, int size) {
        return new Http("http://" + host + ":" + port + "/");
    }

    private record Http(String uri) implements Pool {

        @Override
        public String echo(String said) throws IOException {
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            HttpURLConnection connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream request = connection.getOutputStream()) {
                request.write(body);
            }
            try (InputStream response = connection.getInputStream()) {
                return new String(response.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        /** The JDK does not tell. */
        @Override
        public int inUse() {
            return 0;
        }

        /** The JDK does so itself, after a while. */
        @Override
        public void close() {
        }
    }
}
