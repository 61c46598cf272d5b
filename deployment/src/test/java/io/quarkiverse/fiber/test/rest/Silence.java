package io.quarkiverse.fiber.test.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.fiber.NotHooked;

/** A listener that lets the system take connections, and says nothing. */
@ApplicationScoped
public class Silence {

    private final ServerSocket listener;

    @NotHooked
    public Silence() throws IOException {
        listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    }

    /** Waits for what never comes. */
    public int read() throws IOException {
        try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            return socket.getInputStream().read();
        }
    }
}
