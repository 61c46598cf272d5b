package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;

/** The hooked I/O of one application, from its start to its stop. */
public final class FiberIo implements IoManager {

    private static final Logger LOG = Logger.getLogger(FiberIo.class);

    private final FdTable table = new FdTable();
    private final TargetRules rules;
    private final Cleaner cleaner = Cleaner.create();

    /** Watches the descriptors of loops that cannot; null while there is none. Written at the start, by one thread. */
    private EventLoopGroup standIn;

    public FiberIo(TargetRules rules) {
        this.rules = rules;
    }

    /** What fibers on a loop wait for. At the start, once for each loop. */
    public LoopEvents eventsOf(SingleThreadEventLoop loop) {
        Readiness home = new Readiness(loop instanceof NioEventLoop nio ? nio : standIn(loop));
        table.add(home);
        return home;
    }

    private NioEventLoop standIn(SingleThreadEventLoop loop) {
        if (standIn == null) {
            standIn = new NioEventLoopGroup(1, new DefaultThreadFactory("fiber-io", true));
            LOG.infof("Hooked sockets of fibers are watched by a loop of their own, because %s watches Netty's own channels"
                    + " only: the NIO transport is cheaper for blocking code (quarkus.vertx.prefer-native-transport=false)",
                    loop.getClass().getSimpleName());
        }
        return (NioEventLoop) standIn.next();
    }

    public FdTable table() {
        return table;
    }

    public TargetRules rules() {
        return rules;
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
            Fd fd = table.add(channel, rules.otherwise());
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

    @Override
    public List<FdInfo> descriptors() {
        return table.describe();
    }

    /** Descriptors that are open stay usable, on the JDK's own threads: whoever has them closes them. */
    public void stop() {
        if (standIn != null) {
            standIn.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }
}
