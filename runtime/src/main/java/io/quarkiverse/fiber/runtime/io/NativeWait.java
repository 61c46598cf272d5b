package io.quarkiverse.fiber.runtime.io;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

/**
 * How a thread that is not a fiber waits for a channel: as the JDK's own sockets do, a platform thread in {@code poll(2)}, a
 * virtual one parked with the JDK's poller. It costs them no selector and no loop.
 * <p>
 * The only class that knows the JDK's private channel API, as it is in JDK 25. Where {@code java.base/sun.nio.ch} is not open
 * to it, or has changed, each wait opens a selector: the same behaviour for more system calls, with one warning.
 */
final class NativeWait {

    private static final Logger LOG = Logger.getLogger(NativeWait.class);

    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final int SHUT_BOTH = 2;

    private static final MethodHandle PARK;
    private static final MethodHandle CURRENT;
    private static final MethodHandle SIGNAL;
    private static final MethodHandle SHUTDOWN;

    static {
        MethodHandle park = null;
        MethodHandle current = null;
        MethodHandle signal = null;
        MethodHandle shutdown = null;
        try {
            Lookup channels = privateLookup("sun.nio.ch.SelChImpl");
            Lookup threads = privateLookup("sun.nio.ch.NativeThread");
            park = channels.findVirtual(channels.lookupClass(), "park",
                    MethodType.methodType(void.class, int.class, long.class))
                    .asType(MethodType.methodType(void.class, SelectableChannel.class, int.class, long.class));
            current = threads.findStatic(threads.lookupClass(), "current", MethodType.methodType(long.class));
            signal = threads.findStatic(threads.lookupClass(), "signal", MethodType.methodType(void.class, long.class));
            Lookup net = privateLookup("sun.nio.ch.Net");
            MethodHandle descriptor = channels.findVirtual(channels.lookupClass(), "getFD",
                    MethodType.methodType(FileDescriptor.class))
                    .asType(MethodType.methodType(FileDescriptor.class, SelectableChannel.class));
            shutdown = MethodHandles.filterArguments(MethodHandles.insertArguments(net.findStatic(net.lookupClass(), "shutdown",
                    MethodType.methodType(void.class, FileDescriptor.class, int.class)), 1, SHUT_BOTH), 0, descriptor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warnf("Threads that are not fibers wait for hooked sockets in a selector of their own, which is slower, because"
                    + " the JDK does not let in quarkus-fiber (run with --add-opens=java.base/sun.nio.ch=ALL-UNNAMED on"
                    + " JDK 25): %s", e);
        }
        PARK = park;
        CURRENT = current;
        SIGNAL = signal;
        SHUTDOWN = shutdown;
    }

    private static final long NOBODY = 0;
    private static final long VIRTUAL = -1;

    private final SelectableChannel channel;
    private final boolean input;

    /** Who waits, in which way; written by who waits. */
    private volatile Thread waiter;
    /** Under the lock, which no fiber takes for long: a thread must not end while it is being signalled. */
    private long nativeThread;
    private volatile Selector selector;

    NativeWait(SelectableChannel channel, boolean input) {
        this.channel = channel;
        this.input = input;
    }

    private static Lookup privateLookup(String className) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(Class.forName(className), MethodHandles.lookup());
    }

    /**
     * Waits for readiness, for at most {@code nanos}, or until {@link #signal}; may return for no reason. A platform thread's
     * interrupt neither ends the wait nor is lost; a virtual thread's ends it.
     *
     * @param nanos at least 1, {@link Deadlines#NEVER} for no limit
     */
    void await(long nanos) throws IOException {
        waiter = Thread.currentThread();
        try {
            if (PARK == null) {
                select(nanos);
                return;
            }
            setNativeThread((long) CURRENT.invokeExact());
            try {
                PARK.invokeExact(channel, input ? POLLIN : POLLOUT, nanos == Deadlines.NEVER ? 0L : nanos);
            } finally {
                setNativeThread(NOBODY);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no other checked exception here", e);
        } finally {
            waiter = null;
        }
    }

    private void select(long nanos) throws IOException {
        Thread self = Thread.currentThread();
        boolean interrupted = !self.isVirtual() && Thread.interrupted();
        try (Selector own = Selector.open()) {
            channel.register(own, channel.validOps() & operations());
            selector = own;
            own.select(nanos == Deadlines.NEVER ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1);
        } finally {
            selector = null;
            if (interrupted) {
                self.interrupt();
            }
        }
    }

    private int operations() {
        return input ? SelectionKey.OP_READ | SelectionKey.OP_ACCEPT : SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;
    }

    private synchronized void setNativeThread(long id) {
        nativeThread = id;
    }

    /**
     * Has the thread that waits, if there is one, come back soon: the caller repeats it until that has left. Never throws, for
     * a close has to come to its end.
     */
    void signal() {
        Selector selecting = selector;
        if (selecting != null) {
            selecting.wakeup();
            return;
        }
        synchronized (this) {
            if (nativeThread == VIRTUAL) {
                LockSupport.unpark(waiter);
            } else if (nativeThread != NOBODY) {
                try {
                    SIGNAL.invokeExact(nativeThread);
                } catch (Throwable e) {
                    LOG.debugf(e, "A thread that polls a closed descriptor could not be signalled");
                }
            }
        }
    }

    /**
     * Shuts a descriptor down both ways, as {@code shutdown(2)} does: a listener, for which the JDK has no such method, refuses
     * connections from then on. Does nothing where the JDK does not let us in.
     */
    static void shutdown(SelectableChannel channel) throws IOException {
        if (SHUTDOWN != null && channel.isOpen()) {
            try {
                SHUTDOWN.invokeExact(channel);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("The JDK declares no other checked exception here", e);
            }
        }
    }

    Thread waiter() {
        return waiter;
    }
}
