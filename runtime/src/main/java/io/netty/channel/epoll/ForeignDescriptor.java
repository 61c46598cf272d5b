package io.netty.channel.epoll;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.collection.IntObjectMap;

/**
 * A descriptor that is not Netty's, looked at by one of Netty's epoll loops: whoever joins it to the loop learns that there is
 * input, and takes it.
 * <p>
 * The only class that knows Netty's private API, as it is in 4.1. It is in this package because a loop gives its events to
 * methods that are private to it. To the loop it is a channel that was never registered, and that does not close its
 * descriptor.
 */
public final class ForeignDescriptor extends AbstractEpollChannel {

    private final IntObjectMap<AbstractEpollChannel> channels;
    private final FileDescriptor epoll;
    private final int descriptor;
    private final Runnable ready;
    private final Runnable ended;

    /**
     * @param channels what the loop finds by their descriptors
     * @param epoll the loop's own descriptor
     * @param unused for nothing but that a channel has to have one
     */
    private ForeignDescriptor(IntObjectMap<AbstractEpollChannel> channels, FileDescriptor epoll, LinuxSocket unused,
            int descriptor, Runnable ready, Runnable ended) {
        super(unused);
        this.channels = channels;
        this.epoll = epoll;
        this.descriptor = descriptor;
        this.ready = ready;
        this.ended = ended;
    }

    /**
     * Has the loop look at a descriptor. On its thread.
     *
     * @param ready called on that thread in each turn in which there is input; must not throw
     * @param ended called there when the loop ends, perhaps several times
     * @throws ReflectiveOperationException if this Netty is another one
     * @throws LinkageError if it is another one, or from another class loader
     */
    @SuppressWarnings("unchecked")
    public static ForeignDescriptor join(EventLoop loop, int descriptor, Runnable ready, Runnable ended)
            throws IOException, ReflectiveOperationException {
        Lookup loops = MethodHandles.privateLookupIn(EpollEventLoop.class, MethodHandles.lookup());
        var channels = (IntObjectMap<AbstractEpollChannel>) loops
                .findVarHandle(EpollEventLoop.class, "channels", IntObjectMap.class).get((EpollEventLoop) loop);
        var epoll = (FileDescriptor) loops.findVarHandle(EpollEventLoop.class, "epollFd", FileDescriptor.class)
                .get((EpollEventLoop) loop);
        LinuxSocket unused = LinuxSocket.newSocketStream(); // not of the descriptor, which may be no socket
        unused.close();
        ForeignDescriptor joined = new ForeignDescriptor(channels, epoll, unused, descriptor, ready, ended);
        Native.epollCtlAdd(epoll.intValue(), descriptor, Native.EPOLLIN); // in each turn, as long as there is input
        channels.put(descriptor, joined);
        return joined;
    }

    /** Has the loop forget the descriptor, which has to be open. On its thread. */
    public void leave() throws IOException {
        channels.remove(descriptor);
        Native.epollCtlDel(epoll.intValue(), descriptor);
    }

    @Override
    protected AbstractEpollUnsafe newUnsafe() {
        return new AbstractEpollUnsafe() {
            @Override
            void epollInReady() {
                ready.run();
            }

            @Override
            public void close(ChannelPromise promise) {
                ended.run();
            }
        };
    }

    @Override
    public EpollChannelConfig config() {
        return new EpollChannelConfig(this);
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer none) {
        throw new UnsupportedOperationException();
    }
}
