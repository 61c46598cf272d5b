package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Both ends of a connection that speaks TLS, before the handshake. */
record TlsPair(SSLSocket client, SSLSocket server) implements AutoCloseable {

    /** What is waited for comes before, or not at all. */
    private static final int HANGS = 20_000;

    static TlsPair of(HookedIo hooked, Row row, TlsMaker maker) throws Exception {
        return of(hooked, row, maker, TestCertificate.context(), TestCertificate.context(), listener -> {
        });
    }

    static TlsPair of(HookedIo hooked, Row row, TlsMaker maker, SSLContext ofClient, SSLContext ofServer,
            Consumer<SSLServerSocket> settings) throws Exception {
        return hooked.run(row, () -> {
            try (SSLServerSocket listener = maker.listener(ofServer)) {
                settings.accept(listener);
                SSLSocket client = maker.connect(ofClient, "localhost", listener.getLocalPort());
                SSLSocket server = (SSLSocket) listener.accept();
                client.setSoTimeout(HANGS);
                server.setSoTimeout(HANGS);
                return new TlsPair(client, server);
            }
        });
    }

    /** Both at once: a close may wait for that of the other side. */
    @Override
    public void close() throws Exception {
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        client.close();
        other.join();
    }
}
