package io.quarkiverse.fiber.it.clients;

import java.net.SocketTimeoutException;

class OkHttpIT extends ClientTests {

    OkHttpIT() {
        super("okhttp", "hello is heard", SocketTimeoutException.class, SocketTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return HttpEcho.start();
    }
}
