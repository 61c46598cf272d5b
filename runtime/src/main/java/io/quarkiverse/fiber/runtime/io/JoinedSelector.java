package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.epoll.ForeignDescriptor;
import io.netty.util.concurrent.Future;

/**
 * A selector that one of Netty's epoll loops looks at as at a channel: it has input when one of its own channels is ready. So
 * the loop waits for all of them in its own wait, and looks into this selector only if there is something to find.
 */
final class JoinedSelector implements LoopSelector {

    private static final Logger LOG = Logger.getLogger(JoinedSelector.class);

    private static final String EPOLL_LOOP = "io.netty.channel.epoll.EpollEventLoop";
    private static final long JOIN_MILLIS = 10_000;

    private final SingleThreadEventLoop loop;
    private final Selector selector;
    private final Consumer<SelectionKey> found = this::found;
    private final Runnable selectChanged = this::selectChanged;

    /** Of the loop's thread, as the next. */
    private ForeignDescriptor joined;
    /** Whether the selector has yet to hear of changes. */
    private boolean hasChanges;

    /** Written true by the loop. */
    private volatile boolean ended;

    private JoinedSelector(SingleThreadEventLoop loop) throws IOException {
        this.loop = loop;
        this.selector = Selector.open();
    }

    /** Whether a loop is one of Netty's native transport for Linux. */
    static boolean fits(SingleThreadEventLoop loop) {
        return loop.getClass().getName().equals(EPOLL_LOOP);
    }

    /** Not on the loop, which has to help. */
    static JoinedSelector join(SingleThreadEventLoop loop) throws IOException {
        JoinedSelector made = new JoinedSelector(loop);
        boolean joined = false;
        try {
            int descriptor = JdkChannels.descriptorOf(made.selector);
            Future<?> entered = loop.submit(() -> made.enter(descriptor));
            if (!entered.awaitUninterruptibly(JOIN_MILLIS)) {
                throw new IOException("it is busy");
            }
            if (!entered.isSuccess()) {
                throw new IOException(entered.cause());
            }
            joined = true;
            return made;
        } finally {
            if (!joined) {
                made.end();
            }
        }
    }

    private Void enter(int descriptor) throws IOException, ReflectiveOperationException {
        if (!ended) {
            joined = ForeignDescriptor.join(loop, descriptor, this::select, this::leave);
        }
        return null;
    }

    @Override
    public void register(Registration registration, int ops) throws IOException {
        registration.shown(registration.watched.channel().register(selector, ops, registration));
        changed();
    }

    /** Once for all changes of a turn. */
    @Override
    public void changed() {
        if (!hasChanges) {
            hasChanges = true;
            try {
                loop.executeAfterEventLoopIteration(selectChanged);
            } catch (RejectedExecutionException e) {
                LOG.tracef("%s has ended", loop);
            }
        }
    }

    private void selectChanged() {
        hasChanges = false;
        select();
    }

    private void select() {
        if (ended) {
            return;
        }
        try {
            selector.selectNow(found);
        } catch (IOException e) {
            LOG.warnf("The descriptors of an event loop are not watched any more: %s", e);
            leave();
        }
    }

    private void found(SelectionKey key) {
        try {
            Registration registration = (Registration) key.attachment();
            registration.channelReady(key.channel(), key);
        } catch (RuntimeException e) { // the loop would pause, and the other descriptors wait
            LOG.errorf(e, "An event of %s is lost", key.channel());
        }
    }

    @Override
    public boolean isOpen() {
        return !ended && !loop.isShuttingDown();
    }

    @Override
    public void end() {
        try {
            loop.execute(this::leave);
        } catch (RejectedExecutionException e) {
            close(); // nobody else is there
        }
    }

    /** Who waits goes elsewhere. On the loop. */
    private void leave() {
        if (ended) {
            return;
        }
        ended = true;
        for (SelectionKey key : selector.keys()) {
            key.cancel();
            ((Registration) key.attachment()).channelUnregistered(key.channel(), null);
        }
        try {
            if (joined != null) {
                joined.leave();
            }
        } catch (IOException e) {
            LOG.debugf(e, "%s still looks at what nobody uses", loop);
        }
        close();
    }

    private void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debugf(e, "A selector could not be closed");
        }
    }
}
