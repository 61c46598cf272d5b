package io.quarkiverse.fiber.it.clients;

import java.io.IOException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

@Singleton
@Named("okhttp")
public class OkHttp implements Client {

    @Override
    public Session connect(String host, int port) {
        return new HttpSession(new OkHttpClient(), "http://" + host + ":" + port + "/");
    }

    private record HttpSession(OkHttpClient http, String uri) implements Session {

        @Override
        public String ask(String question) throws IOException {
            Request request = new Request.Builder().url(uri + question).build();
            try (Response response = http.newCall(request).execute()) {
                return response.body().string();
            }
        }

        @Override
        public void close() {
            http.connectionPool().evictAll();
        }
    }
}
