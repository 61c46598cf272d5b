package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

@Singleton
@Named("url-connection")
public class UrlConnection implements Client {

    @Override
    public Session connect(String host, int port) {
        return new HttpSession("http://" + host + ":" + port + "/");
    }

    private record HttpSession(String uri) implements Session {

        @Override
        public String ask(String question) throws IOException {
            HttpURLConnection connection = (HttpURLConnection) URI.create(uri + question).toURL().openConnection();
            try (InputStream response = connection.getInputStream()) {
                return new String(response.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        /** The JDK keeps the connection for others. */
        @Override
        public void close() {
        }
    }
}
