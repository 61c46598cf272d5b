package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.net.SocketTimeoutException;

class RabbitIT extends ClientTests {

    RabbitIT() {
        super("rabbitmq", "hello is kept", IOException.class, SocketTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return Broker.start();
    }
}
