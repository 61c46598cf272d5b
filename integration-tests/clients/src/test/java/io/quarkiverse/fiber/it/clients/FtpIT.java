package io.quarkiverse.fiber.it.clients;

import java.net.SocketTimeoutException;

class FtpIT extends ClientTests {

    FtpIT() {
        super("ftp", "hello is kept, hello is kept", SocketTimeoutException.class, SocketTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return FtpFiles.start("hello.txt", "hello is kept");
    }
}
