package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.HooksInUse;

/** Statement 78 of the conformance list: TLS answers over hooked sockets as over the JDK's own, step by step. */
class TlsDifferentialTest {

    /** What one side does after the other, on threads of one kind. */
    private static final class Script {

        private final HookedIo hooked;
        private final Row row;
        private final List<String> outcomes = new ArrayList<>();

        private Script(HookedIo hooked, Row row) {
            this.hooked = hooked;
            this.row = row;
        }

        void step(String name, Callable<?> step) throws Exception {
            Callable<String> outcome = () -> {
                try {
                    return String.valueOf(step.call());
                } catch (Exception e) {
                    return Outcome.text(e);
                }
            };
            outcomes.add(name + ": " + hooked.run(row, outcome));
        }

        /** Both at the same time. */
        void both(String name, Callable<?> one, Callable<?> other) throws Exception {
            var beside = hooked.start(row, () -> {
                try {
                    return String.valueOf(other.call());
                } catch (Exception e) {
                    return Outcome.text(e);
                }
            });
            step(name, one);
            outcomes.add(name + " on the other side: " + beside.get());
        }
    }

    private interface Program {
        void run(Script script, TlsMaker maker) throws Exception;
    }

    private static void assertNoneDiffers(Row row, Program program) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io)) {
            Script plain = new Script(hooked, row.isVirtual() ? Row.DEFAULT_VIRTUAL : Row.PLATFORM);
            program.run(plain, TlsMaker.PLAIN);
            for (TlsMaker maker : List.of(TlsMaker.HOOKS, TlsMaker.HOOKS_LATER)) {
                Script script = new Script(hooked, row);
                program.run(script, maker);
                assertEquals(String.join("\n", plain.outcomes), String.join("\n", script.outcomes), maker.name());
            }
        }
    }

    private static TlsPair pair(Script script, TlsMaker maker, Consumer<SSLServerSocket> settings) throws Exception {
        return TlsPair.of(script.hooked, script.row, maker, TestCertificate.context(), TestCertificate.context(), settings);
    }

    private static Void handshake(SSLSocket socket) throws Exception {
        socket.startHandshake();
        return null;
    }

    private static Void write(SSLSocket socket, int one) throws Exception {
        socket.getOutputStream().write(one);
        return null;
    }

    private static Void close(AutoCloseable socket) throws Exception {
        socket.close();
        return null;
    }

    /** How it fails depends on whether the alert comes before the end of the connection. */
    private static String readOrFail(SSLSocket socket) {
        try {
            return "read " + socket.getInputStream().read();
        } catch (IOException e) {
            return "failed";
        }
    }

    private static String state(SSLSocket socket) {
        return "connected " + socket.isConnected() + ", bound " + socket.isBound() + ", closed " + socket.isClosed()
                + ", input " + socket.isInputShutdown() + ", output " + socket.isOutputShutdown();
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void closesAnswerAsTheJdks(Row row) throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            assertNoneDiffers(row, (script, maker) -> {
                Consumer<SSLServerSocket> settings = listener -> listener.setEnabledProtocols(new String[] { protocol });
                try (TlsPair pair = pair(script, maker, settings)) {
                    SSLSocket client = pair.client();
                    SSLSocket server = pair.server();
                    script.both("handshake", () -> handshake(client), () -> handshake(server));
                    script.both("exchange", () -> write(client, 1), () -> server.getInputStream().read());
                    script.step("half close", () -> {
                        client.shutdownOutput();
                        return state(client);
                    });
                    script.step("write after it", () -> write(client, 1));
                    script.step("end", () -> server.getInputStream().read());
                    script.step("close", () -> close(client));
                    script.step("client", () -> state(client));
                    script.step("read after close", () -> client.getInputStream().read());
                    script.step("write after close", () -> write(client, 1));
                    script.step("close of the other side", () -> close(server));
                    script.step("server", () -> state(server));
                }
                try (TlsPair pair = pair(script, maker, settings)) {
                    script.both("second handshake", () -> handshake(pair.client()), () -> handshake(pair.server()));
                    script.both("close of the server", () -> close(pair.server()),
                            () -> pair.client().getInputStream().read());
                    script.step("and again", () -> pair.client().getInputStream().read());
                }
                try (TlsPair pair = pair(script, maker, settings)) {
                    script.step("close before a handshake", () -> close(pair.client()));
                    script.step("handshake with nobody", () -> handshake(pair.server()));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void unconnectedSocketAnswersAsTheJdks(Row row) throws Exception {
        SSLContext context = TestCertificate.context();
        assertNoneDiffers(row, (script, maker) -> {
            try (SSLSocket socket = maker.open(context); SSLServerSocket listener = maker.listener(context)) {
                script.step("state", () -> state(socket));
                script.step("text", () -> socket.toString().replaceAll("\\d{2,}", "a number"));
                script.step("input", socket::getInputStream);
                script.step("output", socket::getOutputStream);
                script.step("handshake", () -> handshake(socket));
                script.step("session", () -> socket.getSession().isValid());
                script.step("peer", socket::getRemoteSocketAddress);
                script.step("half close", () -> {
                    socket.shutdownInput();
                    return null;
                });
                script.step("urgent", () -> {
                    socket.sendUrgentData(1);
                    return null;
                });
                script.step("inline", socket::getOOBInline);
                script.step("options", () -> {
                    socket.setSoTimeout(123);
                    socket.setTcpNoDelay(true);
                    socket.setKeepAlive(true);
                    socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    return socket.getSoTimeout() + " " + socket.getTcpNoDelay() + " " + socket.getKeepAlive() + " "
                            + socket.getReuseAddress() + " " + socket.supportedOptions().size();
                });
                script.step("wrong address", () -> {
                    socket.connect(UnixDomainSocketAddress.of("nowhere"));
                    return null;
                });
                script.step("bind", () -> {
                    socket.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
                    return state(socket) + " " + socket.getLocalAddress();
                });
                script.step("connect", () -> {
                    socket.connect(HookedIo.addressOf(listener), 1_000);
                    return state(socket) + ", timeout " + socket.getSoTimeout();
                });
                script.step("connect again", () -> {
                    socket.connect(HookedIo.addressOf(listener));
                    return null;
                });
                script.step("close", () -> close(socket));
                script.step("state afterwards", () -> state(socket));
            }
            try (SSLSocket socket = maker.open(context)) {
                script.step("close of one that is not connected", () -> close(socket));
                script.step("state of it", () -> state(socket));
                script.step("connect of it", () -> {
                    socket.connect(new InetSocketAddress(HookedIo.LOOPBACK, 1));
                    return null;
                });
            }
            try (SSLSocket socket = maker.open(context)) {
                script.step("refused", () -> {
                    socket.connect(new InetSocketAddress(HookedIo.LOOPBACK, 1), 1_000);
                    return null;
                });
                script.step("state of the refused one", () -> state(socket));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void settingsOfTheListenerCountForItsConnections(Row row) throws Exception {
        List<Consumer<SSLServerSocket>> settings = List.of(
                listener -> listener.setEnabledProtocols(new String[] { "TLSv1.2" }),
                listener -> listener.setEnabledCipherSuites(new String[] { "TLS_AES_128_GCM_SHA256" }),
                listener -> listener.setEnableSessionCreation(false),
                listener -> listener.setUseClientMode(true),
                listener -> {
                    SSLParameters parameters = listener.getSSLParameters();
                    parameters.setMaximumPacketSize(4096);
                    listener.setSSLParameters(parameters);
                },
                listener -> {
                    SSLParameters parameters = listener.getSSLParameters();
                    parameters.setApplicationProtocols(new String[] { "second", "first" });
                    parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
                    listener.setSSLParameters(parameters);
                },
                listener -> {
                    SSLParameters parameters = listener.getSSLParameters();
                    parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("elsewhere")));
                    listener.setSSLParameters(parameters);
                });
        for (Consumer<SSLServerSocket> each : settings) {
            assertCounts(row, each, TestCertificate.context());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void listenerSaysWhetherClientsNeedACertificate(Row row) throws Exception {
        for (SSLContext ofClient : List.of(TestCertificate.context(), TestCertificate.contextWithoutKey())) {
            assertCounts(row, listener -> listener.setNeedClientAuth(true), ofClient);
            assertCounts(row, listener -> listener.setWantClientAuth(true), ofClient);
        }
    }

    private static void assertCounts(Row row, Consumer<SSLServerSocket> setting, SSLContext ofClient) throws Exception {
        assertNoneDiffers(row, (script, maker) -> {
            SSLContext ofServer = TestCertificate.context();
            try (TlsPair pair = TlsPair.of(script.hooked, script.row, maker, ofClient, ofServer, setting)) {
                SSLParameters parameters = pair.client().getSSLParameters();
                parameters.setApplicationProtocols(new String[] { "first", "second" });
                pair.client().setSSLParameters(parameters);
                script.step("settings", () -> text(pair.server()));
                script.both("exchange", () -> {
                    handshake(pair.server());
                    return write(pair.server(), 2);
                }, () -> readOrFail(pair.client()));
                script.step("agreed", () -> pair.client().getApplicationProtocol() + " "
                        + pair.client().getSession().getProtocol() + " "
                        + pair.client().getSession().getCipherSuite());
                script.step("named", () -> pair.server().getSession().getPeerHost() != null
                        && pair.client().getSession().getPeerHost().equals("localhost"));
                script.step("peer", () -> pair.server().getSession().getPeerPrincipal());
            }
        });
    }

    private static String text(SSLSocket socket) throws SocketException {
        SSLParameters parameters = socket.getSSLParameters();
        return socket.getUseClientMode() + " " + socket.getNeedClientAuth() + " " + socket.getWantClientAuth() + " "
                + socket.getEnableSessionCreation() + " " + Arrays.toString(socket.getEnabledProtocols()) + " "
                + Arrays.toString(socket.getEnabledCipherSuites()) + " " + parameters.getEndpointIdentificationAlgorithm()
                + " " + parameters.getServerNames() + " " + (parameters.getSNIMatchers() == null) + " "
                + parameters.getUseCipherSuitesOrder() + " " + parameters.getEnableRetransmissions() + " "
                + Arrays.toString(parameters.getApplicationProtocols()) + " " + parameters.getMaximumPacketSize() + " "
                + Arrays.toString(parameters.getNamedGroups());
    }
}
