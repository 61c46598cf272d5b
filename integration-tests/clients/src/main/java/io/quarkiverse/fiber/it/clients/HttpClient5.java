package io.quarkiverse.fiber.it.clients;

import java.io.IOException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

@Singleton
@Named("httpclient5")
public class HttpClient5 implements Client {

    @Override
    public Session connect(String host, int port) {
        return new HttpSession(HttpClients.createDefault(), "http://" + host + ":" + port + "/");
    }

    private record HttpSession(CloseableHttpClient http, String uri) implements Session {

        @Override
        public String ask(String question) throws IOException {
            return http.execute(new HttpGet(uri + question), response -> EntityUtils.toString(response.getEntity()));
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
