package io.quarkiverse.fiber.it.clients;

import java.io.IOException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

@Singleton
@Named("httpclient5-pool")
public class HttpClient5Pool implements PooledClient {

    @Override
    public Pool open(String host, int port, int size) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(size)
                .setMaxConnPerRoute(size)
                .setDefaultSocketConfig(SocketConfig.custom().setSndBufSize(SEND_BUFFER).build())
                .build();
        return new Http(connections, HttpClients.custom().setConnectionManager(connections).build(),
                "http://" + host + ":" + port + "/");
    }

    private record Http(PoolingHttpClientConnectionManager connections, CloseableHttpClient http, String uri) implements Pool {

        @Override
        public String echo(String said) throws IOException {
            HttpPost request = new HttpPost(uri);
            request.setEntity(new StringEntity(said));
            return http.execute(request, response -> EntityUtils.toString(response.getEntity()));
        }

        @Override
        public int inUse() {
            return connections.getTotalStats().getLeased();
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
