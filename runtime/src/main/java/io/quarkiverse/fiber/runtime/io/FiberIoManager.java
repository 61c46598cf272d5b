package io.quarkiverse.fiber.runtime.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.IoCallback;
import io.quarkiverse.fiber.IoEvent;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.IoTimer;
import io.quarkiverse.fiber.PollFd;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.PendingWork;

/** What the application sees of its {@link FiberIo} and of the timers of its {@link Fibers}. */
public final class FiberIoManager implements IoManager {

    private static final Logger LOG = Logger.getLogger(FiberIoManager.class);

    private final FiberIo io;
    private final Fibers fibers;

    public FiberIoManager(FiberIo io, Fibers fibers) {
        this.io = io;
        this.fibers = fibers;
        fibers.awaitAtStop(new PendingWork() {
            @Override
            public boolean isDone() {
                return pending().allMatch(PendingEvents::isEmpty);
            }

            @Override
            public void cancel() {
                pending().forEach(events -> events.cancel(Interest.INPUT | Interest.OUTPUT));
            }
        });
    }

    @Override
    public List<FdInfo> descriptors() {
        return io.table().describe();
    }

    // --- waiting

    @Override
    public int await(SelectableChannel channel, int interest, Duration timeout) throws IOException, InterruptedException {
        check(channel, interest);
        requireOpen(channel);
        // A loop finds no connection that has been made already; for everything else the caller has tried before.
        if (!isPositive(timeout) || (interest & SelectionKey.OP_CONNECT) != 0) {
            int ready = NativeWait.readiness(within(channel), interest);
            if (ready != 0 || !isPositive(timeout)) {
                return ready;
            }
        }
        checkMayWait();
        long deadline = Deadlines.in(timeout);
        ChannelWait wait = new ChannelWait();
        Event event = add(channel, interest, wait, wait.fiber());
        try {
            wait.await(deadline);
        } finally {
            event.delete();
        }
        checkNotCancelled(event, channel);
        if (event.isClosed()) {
            throw new AsynchronousCloseException();
        }
        int ready = event.ready();
        if (ready == 0) {
            Deadlines.requireNotExceeded(wait);
        }
        return ready;
    }

    @Override
    public List<PollFd> poll(Collection<PollFd> fds, Duration timeout) throws IOException, InterruptedException {
        long deadline = Deadlines.in(timeout);
        for (PollFd fd : fds) {
            if (fd.channel() != null) {
                check(fd.channel(), fd.interest());
            }
        }
        for (;;) {
            List<PollFd> found = look(fds);
            if (!found.isEmpty() || !isPositive(timeout)) {
                return found;
            }
            Deadlines.requireNotExceeded("channels");
            if (Deadlines.isPast(deadline)) {
                return found;
            }
            checkMayWait();
            awaitAny(fds, deadline);
        }
    }

    private static List<PollFd> look(Collection<PollFd> fds) throws IOException {
        List<PollFd> found = new ArrayList<>();
        for (PollFd fd : fds) {
            SelectableChannel channel = fd.channel();
            if (channel != null) {
                int ready = channel.isOpen() ? NativeWait.readiness(within(channel), fd.interest()) : 0;
                boolean closed = !channel.isOpen();
                if (closed || ready != 0) {
                    found.add(new PollFd(channel, fd.interest(), closed ? 0 : ready, closed));
                }
            }
        }
        return found;
    }

    private void awaitAny(Collection<PollFd> fds, long deadline) throws IOException, InterruptedException {
        ChannelWait wait = new ChannelWait();
        List<Event> events = new ArrayList<>(fds.size());
        try {
            for (PollFd fd : fds) {
                if (fd.channel() != null) {
                    events.add(add(fd.channel(), fd.interest(), wait, wait.fiber()));
                }
            }
            wait.await(deadline);
        } finally {
            for (Event event : events) {
                event.delete();
            }
        }
        for (Event event : events) {
            checkNotCancelled(event, null);
        }
    }

    /**
     * @param channel null for several
     */
    private static void checkNotCancelled(Event event, SelectableChannel channel) throws IOException {
        if (event.isCancelled()) {
            throw new FiberCancelledException("Cancelled while waiting for "
                    + (channel == null ? "channels" : "a " + channel.getClass().getSimpleName()));
        }
        if (event.refusal() != null) {
            throw new IOException("The channel cannot be watched: " + event.refusal(), event.refusal());
        }
    }

    @Override
    public IoEvent add(SelectableChannel channel, int interest, IoCallback callback) throws ClosedChannelException {
        Objects.requireNonNull(callback, "callback");
        check(channel, interest);
        requireOpen(channel);
        fibers.checkOpen();
        Executor here = fibers.here("event");
        return add(channel, interest, new Event.Target() {
            @Override
            public void ended(Event event) {
                here.execute(new Runnable() {
                    @Override
                    public void run() {
                        if (event.refusal() != null) {
                            LOG.warnf("A callback gets nothing because its %s cannot be watched: %s",
                                    channel.getClass().getSimpleName(), event.refusal());
                        }
                        callback.ready(event.ready());
                    }
                });
            }
        }, Fibers.current());
    }

    private Event add(SelectableChannel channel, int interest, Event.Target target, Fiber fiber) {
        Readiness home = io.homeOf(fiber);
        if (home == null) {
            throw new IllegalStateException(FiberIo.STOPPED);
        }
        Event event = new Event(interest, target);
        home.events().add(within(channel), channel instanceof FdOwner owner ? owner.fd() : null, event);
        return event;
    }

    private static void check(SelectableChannel channel, int interest) {
        if (interest == 0 || (interest & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException("Not among the operations of a " + channel.getClass().getSimpleName() + ": "
                    + interest);
        }
        if (channel.isBlocking() && channel.isOpen()) {
            throw new IllegalBlockingModeException();
        }
    }

    /** The JDK's channel: a loop takes no other. */
    private static SelectableChannel within(SelectableChannel channel) {
        return channel instanceof FdOwner owner ? owner.fd().channel() : channel;
    }

    private static void requireOpen(SelectableChannel channel) throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private void checkMayWait() {
        if (io.isLoop()) {
            throw new IllegalStateException("An event loop must not wait: " + Thread.currentThread());
        }
    }

    private static boolean isPositive(Duration timeout) {
        return !timeout.isNegative() && !timeout.isZero();
    }

    @Override
    public int cancel(Closeable descriptor, int interest) {
        int directions = Interest.directions(interest);
        return switch (descriptor) {
            case SelectableChannel channel -> {
                int cancelled = channel instanceof FdOwner owner ? owner.fd().cancel(directions) : 0;
                for (Readiness home : io.table().homes()) {
                    cancelled += home.events().cancel(within(channel), directions);
                }
                yield cancelled;
            }
            case FdOwner owner -> owner.fd() == null ? 0 : owner.fd().cancel(directions);
            default -> throw new IllegalArgumentException("Neither a channel nor a hooked socket: " + descriptor.getClass());
        };
    }

    @Override
    public int pendingEvents() {
        return pending().mapToInt(PendingEvents::count).sum();
    }

    /** Of all channels, at all loops. */
    private Stream<PendingEvents> pending() {
        return io.table().homes().stream().flatMap(home -> home.events().channels().stream()).map(ChannelEvents::pending);
    }

    // --- timers

    @Override
    public IoTimer after(Duration delay, Runnable callback) {
        return fibers.timers().after(delay, null, callback);
    }

    @Override
    public IoTimer after(Duration delay, Object condition, Runnable callback) {
        return fibers.timers().after(delay, Objects.requireNonNull(condition, "condition"), callback);
    }

    @Override
    public IoTimer every(Duration period, Runnable callback) {
        return fibers.timers().every(period, null, callback);
    }

    @Override
    public IoTimer every(Duration period, Object condition, Runnable callback) {
        return fibers.timers().every(period, Objects.requireNonNull(condition, "condition"), callback);
    }

    @Override
    public int pendingTimers() {
        return fibers.timers().pending();
    }
}
