package io.quarkiverse.fiber.it.clients;

import java.net.SocketTimeoutException;

import org.apache.http.conn.ConnectTimeoutException;

class HttpClient4IT extends ClientTests {

    HttpClient4IT() {
        super("httpclient4", "hello is heard", SocketTimeoutException.class, ConnectTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return HttpEcho.start();
    }
}
