package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HttpClient5IT extends ClientTests {

    HttpClient5IT() {
        super("httpclient5");
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
        return "org.apache.hc.client5.http.ConnectTimeoutException";
    }
}
