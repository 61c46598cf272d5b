package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code DatagramChannel.open(...)} becomes. */
@HooksOf(DatagramChannel.class)
public final class DatagramChannelHooks {

    private DatagramChannelHooks() {
    }

    public static DatagramChannel open() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? DatagramChannel.open() : HookedChannels.datagrams(io);
    }

    public static DatagramChannel open(ProtocolFamily family) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? DatagramChannel.open(family) : HookedChannels.datagrams(io, family);
    }
}
