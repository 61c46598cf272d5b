package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a program works on while it runs: the sockets under test and their peer. */
final class ProgramRun implements AutoCloseable {

    static final String UNKNOWN_PORT = "unknown port";

    final SocketMaker maker;
    final ScriptedPeer peer = new ScriptedPeer();
    Socket socket;
    ServerSocket listener;
    final DatagramEnds datagrams = new DatagramEnds();
    final ChannelEnds channels;

    /** Streams are kept, because they outlive shutdowns and the close. */
    private InputStream in;
    private OutputStream out;

    ProgramRun(SocketMaker maker) throws Exception {
        this.maker = maker;
        channels = new ChannelEnds(maker.channels());
    }

    InputStream in() throws IOException {
        if (in == null) {
            in = socket.getInputStream();
        }
        return in;
    }

    OutputStream out() throws IOException {
        if (out == null) {
            out = socket.getOutputStream();
        }
        return out;
    }

    InetSocketAddress listenerAddress() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Ports differ from run to run. */
    String nameOf(int port) {
        Socket end = peer.end();
        if (port <= 0) {
            return Integer.toString(port);
        }
        String ofDatagrams = datagrams.nameOf(port);
        if (ofDatagrams != null) {
            return ofDatagrams;
        }
        if (port == peer.address().getPort()) {
            return "port of the peer's listener";
        }
        if (listener != null && port == listener.getLocalPort()) {
            return "port of the listener";
        }
        String ofChannels = channels.nameOf(port);
        if (ofChannels != null) {
            return ofChannels;
        }
        if (end != null && port == end.getLocalPort()) {
            return "port of the peer";
        }
        if (end != null && port == end.getPort()) {
            return "port of the socket";
        }
        return socket != null && port == socket.getLocalPort() ? "local port" : UNKNOWN_PORT;
    }

    /** The text with names for the numbers after {@code port=}. */
    String withNamesOfPorts(String text) {
        return Pattern.compile("port=(\\d+)").matcher(text)
                .replaceAll(match -> "port=" + nameOf(Integer.parseInt(match.group(1))));
    }

    /** What is available once {@code expected} bytes are there, which the kernel may bring a little later. */
    int availableOnceThere(int expected) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (in().available() < expected && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        return in().available();
    }

    /** What the operation answers while something happens in a moment. */
    <T> T during(int moment, ScriptedPeer.Command what, Callable<T> operation) throws Exception {
        Future<?> done = peer.startIn(moment, what);
        try {
            return operation.call();
        } finally {
            ScriptedPeer.get(done);
        }
    }

    /** When the reset that it causes has come does not count. */
    String writeUntilItFails() throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < until) {
            out().write(1);
            Thread.sleep(1);
        }
        return "does not fail";
    }

    @Override
    public void close() throws Exception {
        try {
            peer.close();
        } finally {
            datagrams.close();
            channels.close();
            if (socket != null) {
                socket.close();
            }
            if (listener != null) {
                listener.close();
            }
        }
    }
}
