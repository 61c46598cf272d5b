package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RabbitIT extends ClientTests {

    RabbitIT() {
        super("rabbitmq");
    }

    @Override
    Server start() throws Exception {
        return Broker.start();
    }

    @Override
    String answer() {
        return "hello is kept";
    }

    @Override
    String silence() {
        return "java.io.IOException";
    }

    @Override
    String noConnection() {
        return "java.net.SocketTimeoutException";
    }
}
