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

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** Sends and receives over a non-blocking channel. One thread receives and one sends at a time, as with the JDK's sockets. */
final class Datagrams {

    private final DatagramChannel channel;
    private final Fd fd;
    private final Turn receiving = new Turn();
    private final Turn sending = new Turn();

    /** In milliseconds, as the code has set it. */
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

    void receive(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            int millis = timeout;
            long limit = fd.limits().read(millis, Fibers.current() != null);
            long deadline = Deadlines.after(limit);
            if (!receiving.lock(deadline)) {
                throw timedOut(limit, millis);
            }
            try {
                int offset = packet.getOffset();
                ByteBuffer room = ByteBuffer.wrap(packet.getData(), offset, JdkDatagrams.room(packet));
                SocketAddress sender;
                if (Deadlines.exceeded() != null) {
                    throw timedOut(limit, millis);
                }
                while ((sender = channel.receive(room)) == null) {
                    if (Deadlines.isPast(deadline)) {
                        throw timedOut(limit, millis);
                    }
                    fd.awaitInput(deadline);
                }
                int length = room.position() - offset;
                JdkDatagrams.received(packet, length, sender);
                fd.countIn(length);
            } finally {
                receiving.unlock();
            }
        }
    }

    private SocketTimeoutException timedOut(long limit, int millis) {
        return SocketErrors.timedOut("Receive timed out", "read", limit, millis, fd);
    }

    /** An empty datagram for which the system has no room counts as sent, for a channel says the same of both. */
    void send(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            sending.lock();
            try {
                if (!channel.isOpen()) {
                    throw new ClosedChannelException();
                }
                InetSocketAddress target = targetOf(packet);
                ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
                long limit = fd.limits().write();
                long deadline = Deadlines.after(limit);
                channel.send(bytes, target);
                while (bytes.hasRemaining()) {
                    if (Deadlines.isPast(deadline)) {
                        throw SocketErrors.timedOut("Send timed out", "write", limit, Limits.UNSET, fd);
                    }
                    fd.awaitOutput(deadline);
                    channel.send(bytes, target);
                }
                fd.countOut(packet.getLength());
            } catch (AlreadyConnectedException e) {
                throw new IllegalArgumentException("Connected and packet address differ");
            } finally {
                sending.unlock();
            }
        }
    }

    /** The peer if the packet names none: it does afterwards, as with the JDK. */
    private InetSocketAddress targetOf(DatagramPacket packet) throws IOException {
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
