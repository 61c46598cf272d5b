package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.HookedIo;
import io.quarkiverse.fiber.Hooks;

/** Calls hooks by itself, or none. */
@ApplicationScoped
public class Calling {

    @Inject
    HookedIo io;

    // tag::connect[]
    String ask(String host, int port, String question) throws IOException {
        try (Socket socket = io.connect(host, port, Duration.ofSeconds(1))) { // <1>
            socket.setSoTimeout(2_000);
            io.setWriteTimeout(socket, Duration.ofSeconds(2)); // <2>
            socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
    // end::connect[]

    // tag::resolve[]
    List<InetAddress> addressesOf(String host) throws IOException {
        return io.resolve(host, Duration.ofMillis(500));
    }
    // end::resolve[]

    // tag::offload[]
    byte[] sign(byte[] document, Callable<byte[]> signer) throws Exception {
        try {
            return io.offload("a signature", Duration.ofSeconds(3), signer); // <1>
        } catch (TimeoutException e) {
            throw new IOException("The token does not answer", e); // <2>
        }
    }
    // end::offload[]

    // tag::off[]
    Socket plain(String host, int port) throws IOException {
        return Hooks.OFF.call(() -> new Socket(host, port)); // <1>
    }
    // end::off[]
}
