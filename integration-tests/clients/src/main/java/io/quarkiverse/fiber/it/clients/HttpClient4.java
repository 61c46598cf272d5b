package io.quarkiverse.fiber.it.clients;

import java.io.IOException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

@Singleton
@Named("httpclient4")
public class HttpClient4 implements Client {

    @Override
    public Session connect(String host, int port) {
        return new HttpSession(HttpClients.createDefault(), "http://" + host + ":" + port + "/");
    }

    private record HttpSession(CloseableHttpClient http, String uri) implements Session {

        @Override
        public String ask(String question) throws IOException {
            try (CloseableHttpResponse response = http.execute(new HttpGet(uri + question))) {
                return EntityUtils.toString(response.getEntity());
            }
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
