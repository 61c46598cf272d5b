package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;

/** The hooked I/O of one application, from its start to its stop. */
public final class FiberIo {

    static final String STOPPED = "The application has stopped: nothing can be waited for";

    private static final Logger LOG = Logger.getLogger(FiberIo.class);

    private final FdTable table = new FdTable();
    private final Cleaner cleaner = Cleaner.create();

    private final AtomicInteger turn = new AtomicInteger();
    /** Replaced as a whole. */
    private volatile TargetRules rules;

    /** Those of carriers. */
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    /** Whether loops of a native transport watch. Of who starts. */
    private boolean joined;

    /**
     * A loop that only watches, for loops that cannot and for threads without any; null while nobody needs it. Under the lock.
     */
    private EventLoopGroup standIn;
    /** Written true at the stop, under the lock. */
    private volatile boolean stopped;

    public FiberIo(TargetRules rules) {
        this.rules = rules;
    }

    /** What fibers on a loop wait for. At the start, once for each loop. */
    public LoopEvents eventsOf(SingleThreadEventLoop loop) {
        loops.add(loop);
        if (loop instanceof NioEventLoop nio) {
            return newHome(nio, new OwnSelector(nio));
        }
        if (JoinedSelector.fits(loop)) {
            try {
                Readiness home = newHome(loop, JoinedSelector.join(loop));
                if (!joined) {
                    joined = true;
                    LOG.info("Hooked sockets of fibers are watched by the epoll loops of the native transport");
                }
                return home;
            } catch (IOException | RuntimeException | LinkageError e) {
                if (standIn == null) {
                    LOG.warnf(
                            "Hooked sockets of fibers are watched by a loop of their own, which is slower, because Netty's epoll"
                                    + " loops do not let in quarkus-fiber (the NIO transport is cheaper:"
                                    + " quarkus.vertx.prefer-native-transport=false): %s",
                            e.toString()); // who keeps the line must not keep our class loader
                }
            }
        } else if (standIn == null) {
            LOG.infof("Hooked sockets of fibers are watched by a loop of their own, because %s watches Netty's own channels"
                    + " only: the NIO transport is cheaper for blocking code (quarkus.vertx.prefer-native-transport=false)",
                    loop.getClass().getSimpleName());
        }
        return newStandInHome();
    }

    private Readiness newStandInHome() {
        NioEventLoop loop = standIn();
        return newHome(loop, new OwnSelector(loop));
    }

    private synchronized NioEventLoop standIn() {
        if (standIn == null) {
            standIn = new NioEventLoopGroup(1, new DefaultThreadFactory("fiber-io", true));
        }
        return (NioEventLoop) standIn.next();
    }

    private Readiness newHome(SingleThreadEventLoop loop, LoopSelector selector) {
        Readiness home = new Readiness(loop, selector, this);
        table.add(home);
        return home;
    }

    /** Where a thread waits for channels: at the loop of its fiber, or at some other; null after the stop. */
    Readiness homeOf(Fiber fiber) {
        return Fibers.eventsOf(fiber) instanceof Readiness here && here.isOpen() ? here : anyHome();
    }

    Readiness anyHome() {
        if (stopped) {
            return null; // also where the loops live on, as those of Vert.x do over a reload
        }
        Readiness home = nextOpen();
        if (home != null) {
            return home;
        }
        synchronized (this) {
            home = nextOpen();
            return home != null || stopped ? home : newStandInHome();
        }
    }

    private Readiness nextOpen() {
        Readiness[] homes = table.homes().toArray(Readiness[]::new);
        int first = turn.getAndIncrement();
        for (int i = 0; i < homes.length; i++) {
            Readiness home = homes[Math.floorMod(first + i, homes.length)];
            if (home.isOpen()) {
                return home;
            }
        }
        return null;
    }

    /** Whether the calling thread is that of a carrier's loop, which must not wait. */
    boolean isLoop() {
        if (!Thread.currentThread().isVirtual()) {
            for (EventLoop loop : loops) {
                if (loop.inEventLoop()) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isStopped() {
        return stopped;
    }

    public FdTable table() {
        return table;
    }

    /** Those that count for what begins now. */
    public TargetRules rules() {
        return rules;
    }

    void setRules(TargetRules rules) {
        this.rules = rules;
    }

    /**
     * Enters a channel that is going to be connected, accepted or bound; it becomes non-blocking, and is closed if it cannot be
     * entered.
     *
     * @param user through which all use it: when that is unreachable the descriptor is closed, for it may have been left open
     */
    public Fd open(SelectableChannel channel, Object user) throws IOException {
        boolean opened = false;
        try {
            channel.configureBlocking(false);
            Fd fd = table.add(channel, new FdLimits(this));
            fd.closeWith(cleaner.register(user, new Runnable() {
                @Override
                public void run() {
                    try {
                        fd.close(false);
                    } catch (IOException e) {
                        LOG.debugf(e, "%s could not be closed", fd);
                    }
                }
            }));
            opened = true;
            return fd;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /** How often loops have changed what they look for, which is a system call each time. */
    public long interestChanges() {
        return table.homes().stream().mapToLong(Readiness::changes).sum();
    }

    /** Descriptors that are open stay usable, on the JDK's own threads: whoever has them closes them. */
    public void stop() {
        EventLoopGroup ending;
        synchronized (this) {
            stopped = true;
            ending = standIn;
        }
        for (Readiness home : table.homes()) {
            home.selector().end();
        }
        if (ending != null) {
            ending.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }
}
