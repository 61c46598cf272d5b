package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;

/** Statement 78 of the conformance list: TLS, with hooked sockets on both sides. */
class TlsConformanceTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @ParameterizedTest
    @EnumSource
    void C78_bothSidesShakeHandsOverHookedSockets(Row row) throws Exception {
        for (TlsMaker maker : List.of(TlsMaker.HOOKS, TlsMaker.HOOKS_LATER)) {
            try (HookedIo hooked = new HookedIo(row);
                    HooksInUse use = new HooksInUse(hooked.io);
                    TlsPair pair = TlsPair.of(hooked, row, maker)) {
                assertEquals(2, hooked.manager.descriptors().stream().filter(fd -> fd.kind() == FdInfo.Kind.STREAM).count());
                var echo = hooked.start(row, () -> pair.server().getInputStream().transferTo(pair.server().getOutputStream()));
                byte[] answer = hooked.run(row, () -> {
                    pair.client().getOutputStream().write("hello".getBytes());
                    return pair.client().getInputStream().readNBytes(5);
                });
                assertArrayEquals("hello".getBytes(), answer);
                assertTrue(pair.client().getSession().isValid());
                hooked.run(row, () -> {
                    pair.client().close();
                    return null;
                });
                assertEquals(5, echo.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void manyBytesGoBothWaysOnOneCarrier(String protocol) throws Exception {
        assertEchoes(protocol, 8);
    }

    @Test
    @Tag("stress")
    void veryManyBytesGoBothWaysOnOneCarrier() throws Exception {
        assertEchoes("TLSv1.3", 100);
    }

    private static void assertEchoes(String protocol, int mebibytes) throws Exception {
        byte[] one = new byte[MEBIBYTE];
        new Random(1).nextBytes(one);
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                HooksInUse use = new HooksInUse(hooked.io);
                TlsPair pair = TlsPair.of(hooked, Row.EVENT_LOOP, TlsMaker.HOOKS)) {
            pair.client().setEnabledProtocols(new String[] { protocol });
            hooked.start(Row.EVENT_LOOP,
                    () -> pair.server().getInputStream().transferTo(pair.server().getOutputStream()));
            var reading = hooked.start(Row.EVENT_LOOP, () -> {
                CheckedInputStream in = new CheckedInputStream(pair.client().getInputStream(), new CRC32());
                in.skipNBytes((long) mebibytes * MEBIBYTE);
                return in.getChecksum().getValue();
            });
            CRC32 sent = new CRC32();
            hooked.run(Row.EVENT_LOOP, () -> {
                OutputStream out = pair.client().getOutputStream();
                for (int i = 0; i < mebibytes; i++) {
                    out.write(one);
                    sent.update(one);
                }
                return null;
            });
            assertEquals(sent.getValue(), reading.get());
            assertEquals(protocol, pair.client().getSession().getProtocol());
        }
    }

    @ParameterizedTest
    @CsvSource({ "TLSv1.2, HOOKS", "TLSv1.3, HOOKS", "TLSv1.2, HOOKS_LATER", "TLSv1.3, HOOKS_LATER" })
    void sessionIsResumed(String protocol, TlsMaker maker) throws Exception {
        AtomicInteger verified = new AtomicInteger();
        SSLContext ofClient = TestCertificate.context(false, verified);
        SSLContext ofServer = TestCertificate.context();
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                HooksInUse use = new HooksInUse(hooked.io);
                SSLServerSocket listener = maker.listener(ofServer)) {
            listener.setEnabledProtocols(new String[] { protocol });
            SSLSession first = exchange(hooked, maker, ofClient, listener);
            SSLSession second = exchange(hooked, maker, ofClient, listener);
            assertEquals(protocol, second.getProtocol());
            assertEquals(first.getCreationTime(), second.getCreationTime());
            assertEquals(1, verified.get(), "the second handshake needs no certificate");
            if (protocol.equals("TLSv1.2")) {
                assertArrayEquals(first.getId(), second.getId());
            }
        }
    }

    private static SSLSession exchange(HookedIo hooked, TlsMaker maker, SSLContext ofClient, SSLServerSocket listener)
            throws Exception {
        var serving = hooked.start(Row.EVENT_LOOP, () -> {
            try (Socket server = listener.accept()) {
                return server.getInputStream().transferTo(server.getOutputStream());
            }
        });
        SSLSession session = hooked.run(Row.EVENT_LOOP, () -> {
            try (SSLSocket client = maker.connect(ofClient, "localhost", listener.getLocalPort())) {
                client.getOutputStream().write(1);
                client.getInputStream().read();
                return client.getSession();
            }
        });
        serving.get();
        return session;
    }

    @Test
    void listenerForHandshakesHearsOfOneThatIsConnectedLater() throws Exception {
        CountDownLatch completed = new CountDownLatch(1);
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                HooksInUse use = new HooksInUse(hooked.io);
                SSLServerSocket listener = TlsMaker.HOOKS.listener(TestCertificate.context());
                SSLSocket client = TlsMaker.HOOKS.open(TestCertificate.context())) {
            client.addHandshakeCompletedListener(event -> completed.countDown());
            client.connect(HookedIo.addressOf(listener));
            hooked.start(Row.EVENT_LOOP, () -> {
                ((SSLSocket) listener.accept()).startHandshake();
                return null;
            });
            client.startHandshake();
            assertTrue(completed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void factoryOfTheApplicationsOwnIsLeftAlone() throws Exception {
        Socket own = new Socket();
        SSLSocketFactory factory = new SSLSocketFactory() {

            @Override
            public String[] getDefaultCipherSuites() {
                return new String[0];
            }

            @Override
            public String[] getSupportedCipherSuites() {
                return new String[0];
            }

            @Override
            public Socket createSocket() {
                return own;
            }

            @Override
            public Socket createSocket(Socket layered, String host, int port, boolean autoClose) throws IOException {
                throw new IOException("Nobody has asked for it");
            }

            @Override
            public Socket createSocket(String host, int port) {
                return own;
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) {
                return own;
            }

            @Override
            public Socket createSocket(InetAddress address, int port) {
                return own;
            }

            @Override
            public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
                return own;
            }
        };
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); HooksInUse use = new HooksInUse(hooked.io)) {
            SocketFactory seen = factory;
            assertSame(own, SocketFactoryHooks.createSocket(seen));
            assertSame(own, SocketFactoryHooks.createSocket(seen, "localhost", 1));
            assertSame(own, SocketFactoryHooks.createSocket(seen, HookedIo.LOOPBACK, 1));
            assertSame(own, SocketFactoryHooks.createSocket(seen, "localhost", 1, HookedIo.LOOPBACK, 0));
            assertSame(own, SocketFactoryHooks.createSocket(seen, HookedIo.LOOPBACK, 1, HookedIo.LOOPBACK, 0));
            assertEquals(List.of(), hooked.manager.descriptors());
        }
    }

    @Test
    void failedHandshakeLeavesNoDescriptor() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); HooksInUse use = new HooksInUse(hooked.io)) {
            try (TlsPair pair = TlsPair.of(hooked, Row.EVENT_LOOP, TlsMaker.HOOKS, SSLContext.getDefault(),
                    TestCertificate.context(), listener -> {
                    })) {
                var server = hooked.start(Row.EVENT_LOOP, Failure.of(() -> {
                    InputStream in = pair.server().getInputStream();
                    return in.read();
                }));
                Failure client = hooked.run(Row.EVENT_LOOP, Failure.of(() -> pair.client().getInputStream().read()));
                assertTrue(client.why().getMessage().contains("certification path"), client.why()::toString);
                server.get();
            }
            assertEquals(List.of(), hooked.manager.descriptors());
        }
    }
}
