package io.quarkiverse.fiber.runtime.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** As much of SOCKS 5 as one connection needs: no authentication, IPv4. */
final class SocksServer implements AutoCloseable {

    final CompletableFuture<InetSocketAddress> asked = new CompletableFuture<>();
    private final ServerSocket listener = HookedIo.plainListener();

    SocksServer() throws Exception {
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket client = listener.accept()) {
                serve(client);
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
        });
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.SOCKS, HookedIo.addressOf(listener));
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.skipNBytes(1);
        in.skipNBytes(in.readUnsignedByte());
        out.write(new byte[] { 5, 0 });
        in.skipNBytes(4);
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByAddress(in.readNBytes(4)), in.readUnsignedShort());
        try (Socket onward = new Socket(target.getAddress(), target.getPort())) {
            out.write(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 });
            asked.complete(target);
            client.getInputStream().transferTo(onward.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
