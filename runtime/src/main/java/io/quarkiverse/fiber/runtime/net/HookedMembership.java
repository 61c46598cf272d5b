package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.MulticastChannel;

/** A hooked channel's membership of a group: that of the channel within. */
final class HookedMembership extends MembershipKey {

    private final DatagramChannel channel;
    private final MembershipKey within;

    HookedMembership(DatagramChannel channel, MembershipKey within) {
        this.channel = channel;
        this.within = within;
    }

    @Override
    public MulticastChannel channel() {
        return channel;
    }

    @Override
    public boolean isValid() {
        return within.isValid();
    }

    @Override
    public void drop() {
        within.drop();
    }

    @Override
    public MembershipKey block(InetAddress source) throws IOException {
        within.block(source);
        return this;
    }

    @Override
    public MembershipKey unblock(InetAddress source) {
        within.unblock(source);
        return this;
    }

    @Override
    public InetAddress group() {
        return within.group();
    }

    @Override
    public NetworkInterface networkInterface() {
        return within.networkInterface();
    }

    @Override
    public InetAddress sourceAddress() {
        return within.sourceAddress();
    }

    /** To join a group again gives the same key. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HookedMembership membership && membership.within == within;
    }

    @Override
    public int hashCode() {
        return within.hashCode();
    }

    @Override
    public String toString() {
        return within.toString();
    }
}
