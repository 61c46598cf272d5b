package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OkHttpIT extends ClientTests {

    OkHttpIT() {
        super("okhttp");
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
        return "java.net.SocketTimeoutException";
    }
}
