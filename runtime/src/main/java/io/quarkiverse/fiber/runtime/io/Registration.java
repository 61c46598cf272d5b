package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoopException;
import io.netty.channel.nio.NioTask;

/**
 * A descriptor, or a channel of the application's, at one loop.
 * <p>
 * The interest is changed on the loop's thread only, by the loop or by a fiber that it carries: so it needs no lock, and
 * a rebuild of Netty's selector cannot come in between. A loop that is stuck is stood in for by a {@link RescueWatch}, which
 * has keys of its own.
 */
final class Registration implements NioTask<SelectableChannel>, Runnable {

    private static final Logger LOG = Logger.getLogger(Registration.class);

    final Watchable watched;
    final Readiness home;

    /** The key, which Netty's own selector shows with the first event only, and its interest. Of the loop's thread. */
    private SelectionKey key;
    private int interest;
    /** Whether the loop has a key at all: closing has to wait for it. Written by the loop's thread. */
    private volatile boolean registered;
    /** Written true when the loop has ended or does not take the descriptor. */
    private volatile boolean lost;

    Registration(Watchable watched, Readiness home) {
        this.watched = watched;
        this.home = home;
    }

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    boolean isRegistered() {
        return registered;
    }

    /** What the loop runs to bring the interest up to date. */
    @Override
    public void run() {
        update();
    }

    /** Has the loop look for what is wanted. On the loop's thread, or on a fiber that it carries. */
    void update() {
        if (watched.isClosed()) {
            return;
        }
        int wanted = watched.wantedFrom(this);
        try {
            if (key != null && key.isValid()) {
                if (wanted != interest) {
                    key.interestOps(wanted);
                    interest = wanted;
                    home.selector().changed();
                    home.countChange();
                }
            } else if (wanted != 0) {
                register(wanted);
            }
        } catch (CancelledKeyException e) {
            LOG.tracef("%s was closed meanwhile", watched);
        }
    }

    /** Netty makes and moves keys for its own thread only. */
    private void register(int wanted) {
        if (!home.loop().inEventLoop()) {
            home.execute(this);
            return;
        }
        if (!home.isOpen()) { // its selector still has the keys that it has cancelled, and takes no other for a channel
            watched.lost(this, null);
            return;
        }
        try {
            registered = true;
            home.selector().register(this, wanted);
            interest = wanted;
            home.countChange();
        } catch (ClosedChannelException e) {
            LOG.tracef("%s was closed meanwhile", watched);
        } catch (IOException | EventLoopException | IllegalArgumentException | IllegalStateException e) {
            watched.lost(this, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Where the loop shows the key before its first event. On its thread. */
    void shown(SelectionKey made) {
        key = made;
    }

    @Override
    public void channelReady(SelectableChannel channel, SelectionKey ready) {
        if (watched.isClosed()) {
            return;
        }
        try {
            key = ready;
            interest = ready.interestOps();
            if (watched.ready(this, ready.readyOps()) || !watched.isAt(this)) {
                update();
            }
        } catch (CancelledKeyException e) {
            LOG.tracef("%s was closed meanwhile", watched);
        }
    }

    /** The loop ends, or could not take the key into a rebuilt selector. */
    @Override
    public void channelUnregistered(SelectableChannel channel, Throwable cause) {
        key = null;
        watched.lost(this, null);
    }
}
