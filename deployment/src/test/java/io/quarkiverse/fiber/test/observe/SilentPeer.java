package io.quarkiverse.fiber.test.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.NotHooked;

/** A fiber reads from a hooked socket whose peer, which is not hooked, says nothing until it is told to. */
@Path("/peer")
public class SilentPeer {

    private final ServerSocket listener;

    @NotHooked
    public SilentPeer() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @GET
    @Path("read")
    @Hooked
    public int read() throws IOException {
        try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            socket.getOutputStream().write(new byte[] { 1, 2, 3 });
            return socket.getInputStream().read();
        }
    }

    @GET
    @Path("speak")
    public void speak() throws IOException {
        try (Socket connection = listener.accept()) {
            connection.getInputStream().readNBytes(3);
            connection.getOutputStream().write(42);
        }
    }
}
