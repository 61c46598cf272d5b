package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HttpClient4IT extends ClientTests {

    HttpClient4IT() {
        super("httpclient4");
    }

    @Override
    Server start() throws Exception {
        return HttpEcho.start();
    }

    @Override
    String answer() {
        return "hello is heard";
    }

    @Override
    String silence() {
        return "java.net.SocketTimeoutException";
    }

    @Override
    String noConnection() {
        return "org.apache.http.conn.ConnectTimeoutException";
    }
}
