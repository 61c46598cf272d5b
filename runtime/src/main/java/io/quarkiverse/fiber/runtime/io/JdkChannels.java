package io.quarkiverse.fiber.runtime.io;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;

import org.jboss.logging.Logger;

/**
 * The only class that knows the JDK's private channel API, as it is in JDK 25. Where {@code java.base/sun.nio.ch} is not open
 * to it, or has changed, {@link #available} is false and one warning says why.
 */
final class JdkChannels {

    private static final Logger LOG = Logger.getLogger(JdkChannels.class);

    static final int POLLIN = 1;
    static final int POLLOUT = 4;

    private static final int SHUT_BOTH = 2;

    private static final Class<?> CHANNEL;
    private static final MethodHandle PARK;
    private static final MethodHandle CURRENT;
    private static final MethodHandle SIGNAL;
    private static final MethodHandle SHUTDOWN;
    private static final MethodHandle POLL;

    static {
        Class<?> channel = null;
        MethodHandle park = null;
        MethodHandle current = null;
        MethodHandle signal = null;
        MethodHandle shutdown = null;
        MethodHandle poll = null;
        try {
            Lookup channels = privateLookup("sun.nio.ch.SelChImpl");
            channel = channels.lookupClass();
            park = channels.findVirtual(channel, "park", MethodType.methodType(void.class, int.class, long.class))
                    .asType(MethodType.methodType(void.class, SelectableChannel.class, int.class, long.class));
            Lookup threads = privateLookup("sun.nio.ch.NativeThread");
            current = threads.findStatic(threads.lookupClass(), "current", MethodType.methodType(long.class));
            signal = threads.findStatic(threads.lookupClass(), "signal", MethodType.methodType(void.class, long.class));
            MethodHandle descriptor = channels.findVirtual(channel, "getFD", MethodType.methodType(FileDescriptor.class))
                    .asType(MethodType.methodType(FileDescriptor.class, SelectableChannel.class));
            Lookup net = privateLookup("sun.nio.ch.Net");
            shutdown = MethodHandles.filterArguments(net.findStatic(net.lookupClass(), "shutdown",
                    MethodType.methodType(void.class, FileDescriptor.class, int.class)), 0, descriptor);
            poll = MethodHandles.filterArguments(net.findStatic(net.lookupClass(), "poll",
                    MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class)), 0, descriptor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            park = null;
            LOG.warnf("Threads that are not fibers wait for hooked sockets in a selector of their own, which is slower, because"
                    + " the JDK does not let in quarkus-fiber (run with --add-opens=java.base/sun.nio.ch=ALL-UNNAMED on"
                    + " JDK 25): %s", e);
        }
        CHANNEL = channel;
        PARK = park;
        CURRENT = current;
        SIGNAL = signal;
        SHUTDOWN = shutdown;
        POLL = poll;
    }

    private JdkChannels() {
    }

    private static Lookup privateLookup(String className) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(Class.forName(className), MethodHandles.lookup());
    }

    static boolean available() {
        return PARK != null;
    }

    /** Whether a channel is the JDK's own. Only for such ones, and where {@link #available}, is what follows. */
    static boolean knows(SelectableChannel channel) {
        return available() && CHANNEL.isInstance(channel);
    }

    /**
     * Waits for readiness: a platform thread in {@code poll(2)}, a virtual one parked with the JDK's poller.
     *
     * @param nanos 0 for no limit
     */
    static void park(SelectableChannel channel, int events, long nanos) throws IOException {
        try {
            PARK.invokeExact(channel, events, nanos);
        } catch (Throwable e) {
            throw undeclared(e);
        }
    }

    /** {@code poll(2)} with a timeout of zero. */
    static int poll(SelectableChannel channel, int events) throws IOException {
        try {
            return (int) POLL.invokeExact(channel, events, 0L);
        } catch (Throwable e) {
            throw undeclared(e);
        }
    }

    /** {@code shutdown(2)}, both ways, also of a listener. */
    static void shutdown(SelectableChannel channel) throws IOException {
        try {
            SHUTDOWN.invokeExact(channel, SHUT_BOTH);
        } catch (Throwable e) {
            throw undeclared(e);
        }
    }

    /** The number by which a thread can be signalled; -1 for a virtual one. */
    static long currentThread() {
        try {
            return (long) CURRENT.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no exception here", e);
        }
    }

    /** Has a platform thread return from its system call. Never throws. */
    static void signal(long nativeThread) {
        try {
            SIGNAL.invokeExact(nativeThread);
        } catch (Throwable e) {
            LOG.debugf(e, "A thread that polls a closed descriptor could not be signalled");
        }
    }

    /** The number of the descriptor that has input when a channel of the selector is ready. */
    static int descriptorOf(Selector selector) throws IOException {
        try {
            Lookup selectors = privateLookup("sun.nio.ch.EPollSelectorImpl");
            return (int) selectors.findGetter(selectors.lookupClass(), "epfd", int.class).invoke(selector);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private static IOException undeclared(Throwable e) {
        return switch (e) {
            case IOException declared -> declared;
            case RuntimeException unchecked -> throw unchecked;
            case Error unchecked -> throw unchecked;
            default -> throw new IllegalStateException("The JDK declares no other checked exception here", e);
        };
    }
}
