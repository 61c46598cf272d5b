package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.SocketException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/** A hooked channel as {@link DatagramChannel#socket} shows it: it takes turns with the channel, and is closed with it. */
final class ChannelDatagramSocket extends HookedDatagramSocket {

    private final HookedDatagramChannel channel;

    ChannelDatagramSocket(HookedDatagramChannel channel, DatagramSocket jdk) throws IOException {
        super(channel.fd(), (MulticastSocket) jdk, channel.datagrams());
        this.channel = channel;
    }

    @Override
    public DatagramChannel getChannel() {
        return channel;
    }

    @Override
    public void send(DatagramPacket packet) throws IOException {
        try {
            channel.send(packet);
        } catch (AlreadyConnectedException e) {
            throw new IllegalArgumentException("Connected and packet address differ");
        } catch (ClosedChannelException e) {
            throw new SocketException("Socket closed", e);
        }
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        try {
            channel.receive(packet);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (ClosedChannelException e) {
            throw new SocketException("Socket closed", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
