package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;

/** Sends and receives over a non-blocking channel. One thread receives and one sends at a time, as with the JDK's sockets. */
final class Datagrams {

    private final DatagramChannel channel;
    private final Fd fd;
    private final Turn receiving = new Turn();
    private final Turn sending = new Turn();

    /** In milliseconds, as the code has set it for packets. */
    private volatile int timeout = Limits.UNSET;

    Datagrams(DatagramChannel channel, Fd fd) {
        this.channel = channel;
        this.fd = fd;
    }

    int timeout() {
        return timeout;
    }

    void setTimeout(int millis) {
        timeout = millis;
    }

    // --- receive

    /**
     * Waits for the turn of the caller, which then has to {@link #unlockReceiving}.
     *
     * @param millis the timeout that the code has set, or {@link Limits#UNSET}
     */
    Limit lockReceiving(int millis) throws SocketTimeoutException {
        Limit limit = Limit.ofRead(fd, millis);
        if (!receiving.lock(limit)) {
            throw limit.timedOut("Receive timed out", "read", fd);
        }
        return limit;
    }

    void unlockReceiving() {
        receiving.unlock();
    }

    void receive(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            Limit limit = lockReceiving(timeout);
            try {
                receive(packet, limit);
            } finally {
                unlockReceiving();
            }
        }
    }

    /** In turn, and with the monitor of the packet. */
    void receive(DatagramPacket packet, Limit limit) throws IOException {
        int offset = packet.getOffset();
        ByteBuffer room = ByteBuffer.wrap(packet.getData(), offset, JdkDatagrams.room(packet));
        SocketAddress sender = receive(room, limit);
        JdkDatagrams.received(packet, room.position() - offset, sender);
    }

    /** In turn. */
    SocketAddress receive(ByteBuffer room, Limit limit) throws IOException {
        limit.requireNotExceeded("Receive timed out", "read", fd);
        int before = room.position();
        SocketAddress sender;
        while ((sender = channel.receive(room)) == null) {
            if (limit.isPast()) {
                throw limit.timedOut("Receive timed out", "read", fd);
            }
            fd.awaitInput(limit.deadline());
        }
        fd.countIn(room.position() - before);
        return sender;
    }

    /**
     * In turn.
     *
     * @return how many bytes have been read; -1 for an empty datagram, as the JDK has it
     */
    long read(ByteBuffer[] rooms, Limit limit) throws IOException {
        limit.requireNotExceeded("Receive timed out", "read", fd);
        long count;
        while ((count = readNow(rooms)) == 0 && Buffers.haveRoom(rooms)) {
            if (limit.isPast()) {
                throw limit.timedOut("Receive timed out", "read", fd);
            }
            fd.awaitInput(limit.deadline());
        }
        return count;
    }

    /** As the channel does it, in non-blocking mode. */
    long readNow(ByteBuffer... rooms) throws IOException {
        long count = rooms.length == 1 ? channel.read(rooms[0]) : channel.read(rooms);
        fd.countIn((int) Math.max(count, 0));
        return count;
    }

    // --- send

    /** Waits for the turn of the caller, which then has to {@link #unlockSending}: only its deadline ends that. */
    void lockSending() throws SocketTimeoutException {
        Limit limit = Limit.ofTurn(fd);
        if (!sending.lock(limit)) {
            throw limit.timedOut("Send timed out", "write", fd);
        }
    }

    void unlockSending() {
        sending.unlock();
    }

    void send(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            lockSending();
            try {
                if (!channel.isOpen()) {
                    throw new ClosedChannelException();
                }
                InetSocketAddress target = targetOf(packet);
                send(target, ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength()));
            } catch (AlreadyConnectedException e) {
                throw new IllegalArgumentException("Connected and packet address differ");
            } finally {
                unlockSending();
            }
        }
    }

    /** The peer if the packet names none: it does afterwards, as with the JDK. */
    InetSocketAddress targetOf(DatagramPacket packet) throws IOException {
        if (packet.getAddress() != null) {
            return (InetSocketAddress) packet.getSocketAddress();
        }
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        if (peer == null) {
            throw new IllegalArgumentException("Address not set");
        }
        packet.setAddress(peer.getAddress());
        packet.setPort(peer.getPort());
        return peer;
    }

    /**
     * In turn. An empty datagram for which the system has no room counts as sent, for a channel says the same of both.
     *
     * @param target null for the peer
     * @return how many bytes there were
     */
    long send(SocketAddress target, ByteBuffer... bytes) throws IOException {
        long length = Buffers.remaining(bytes);
        Limit limit = Limit.ofWrite(fd);
        while (sendNow(target, bytes) == 0 && length > 0) {
            if (limit.isPast()) {
                throw limit.timedOut("Send timed out", "write", fd);
            }
            fd.awaitOutput(limit.deadline());
        }
        fd.countOut((int) length);
        return length;
    }

    /** As the channel does it, in non-blocking mode. */
    long sendNow(SocketAddress target, ByteBuffer... bytes) throws IOException {
        if (target != null) {
            return channel.send(bytes[0], target);
        }
        return bytes.length == 1 ? channel.write(bytes[0]) : channel.write(bytes);
    }

    /** Waits until nobody receives and nobody sends: with the JDK's sockets addresses change only then. */
    void lock() {
        receiving.lock();
        sending.lock();
    }

    void unlock() {
        sending.unlock();
        receiving.unlock();
    }
}
