package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FtpIT extends ClientTests {

    FtpIT() {
        super("ftp");
    }

    @Override
    Server start() throws Exception {
        return FtpFiles.start("hello.txt", "hello is kept");
    }

    @Override
    String answer() {
        return "hello is kept";
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
