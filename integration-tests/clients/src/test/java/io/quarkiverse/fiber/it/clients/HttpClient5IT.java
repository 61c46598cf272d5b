package io.quarkiverse.fiber.it.clients;

import java.net.SocketTimeoutException;

import org.apache.hc.client5.http.ConnectTimeoutException;

class HttpClient5IT extends ClientTests {

    HttpClient5IT() {
        super("httpclient5", "hello is heard", SocketTimeoutException.class, ConnectTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return HttpEcho.start();
    }
}
