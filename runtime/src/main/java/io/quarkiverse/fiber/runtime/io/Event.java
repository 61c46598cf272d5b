package io.quarkiverse.fiber.runtime.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.quarkiverse.fiber.IoEvent;

/**
 * Somebody waits for a channel, once.
 *
 * <pre>
 *  PENDING -> what is ready  {@link #fire}: a loop, or a rescuer
 *  PENDING -> CLOSED         {@link #close}: a loop that finds the channel closed
 *  PENDING -> REFUSED        {@link #refuse}: a loop that cannot watch the channel
 *  PENDING -> CANCELLED      {@link #cancel}
 *  PENDING -> DELETED        {@link #delete}: also by who waits, when its time is over
 * </pre>
 *
 * Invariant: the target is told once, by who ended the wait, and never of a deletion.
 */
final class Event implements IoEvent {

    private static final int PENDING = 0;
    private static final int CLOSED = -1;
    private static final int CANCELLED = -2;
    private static final int DELETED = -3;
    private static final int REFUSED = -4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Event.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who waits. */
    interface Target {

        /** On any thread, a loop's included. Does not block. */
        void ended(Event event);
    }

    final int interest;
    private final Target target;

    /** Where it is waited for; written by who adds it, and by a loop that forgets the channel. */
    private volatile PendingEvents place;
    /** Written by who refuses, before the state. */
    private Throwable refusal;
    /** Written by compare-and-set, see above. */
    private volatile int state = PENDING;

    Event(int interest, Target target) {
        this.interest = interest;
        this.target = target;
    }

    void addedTo(PendingEvents events) {
        place = events;
    }

    /** The channel is ready. Its caller removes the event from where it is. */
    void fire(int ready) {
        end(ready);
    }

    /** The channel is closed. As {@link #fire}. */
    void close() {
        end(CLOSED);
    }

    /** The channel cannot be watched. As {@link #fire}. */
    void refuse(Throwable why) {
        refusal = why;
        end(REFUSED);
    }

    private boolean end(int how) {
        if (STATE.compareAndSet(this, PENDING, how)) {
            target.ended(this);
            return true;
        }
        return false;
    }

    @Override
    public boolean cancel() {
        boolean cancelled = end(CANCELLED);
        leave();
        return cancelled;
    }

    @Override
    public boolean delete() {
        boolean deleted = STATE.compareAndSet(this, PENDING, DELETED);
        leave();
        return deleted;
    }

    private void leave() {
        PendingEvents at = place;
        if (at != null) {
            at.remove(this);
        }
    }

    @Override
    public boolean isPending() {
        return state == PENDING;
    }

    boolean isClosed() {
        return state == CLOSED;
    }

    /** Why the channel cannot be watched; null if it can. */
    Throwable refusal() {
        return state == REFUSED ? refusal : null;
    }

    boolean isCancelled() {
        return state == CANCELLED;
    }

    /** What is ready, or will fail at once; 0 if that is not why the wait has ended. */
    int ready() {
        int seen = state;
        return seen == CLOSED ? interest : Math.max(seen, 0);
    }
}
