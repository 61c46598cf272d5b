package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.net.SocketTimeoutException;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RabbitIT extends ClientTests {

    RabbitIT() {
        super("rabbitmq", "hello is kept", IOException.class, SocketTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return Broker.start();
    }
}
