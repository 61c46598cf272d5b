package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The timers of a carrier: a hierarchical timing wheel (Varghese and Lauck) with 64 slots a level and a bit map of the
 * occupied slots, so that neither an empty wheel nor a long jump costs anything.
 * <p>
 * {@link #schedule} and {@link Timer#cancel} may be called from any thread and take no lock: they push to an inbox. All
 * else is for the carrier's owner, who empties the inbox with each {@link #turn}, and afterwards fires what is due: not in the
 * middle, because who is told of a timer may have to wait for a lock, and then another owner has to go on. Time is
 * {@link #now}: monotonic, in nanoseconds. A timer never fires early, and late by at most one tick after its turn.
 */
final class Wheel {

    static final int NO_SLOT = -1;

    /** About half a millisecond: with the millisecond that a selector rounds up, a wait ends within two. */
    private static final int TICK_SHIFT = 19;
    private static final int LEVEL_SHIFT = 6;
    private static final int SLOTS = 1 << LEVEL_SHIFT;
    private static final int LEVELS = 8;

    /** The latest deadline whose tick still converts to nanoseconds: 292 years. */
    private static final long LATEST = Long.MAX_VALUE - (2L << TICK_SHIFT);

    private static final long ORIGIN = System.nanoTime();
    private static final VarHandle INBOX;

    static {
        try {
            INBOX = MethodHandles.lookup().findVarHandle(Wheel.class, "inbox", Timer.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A stack of timers to link or unlink; pushed by any thread, taken as a whole by the owner. */
    private volatile Timer inbox;

    private final Timer[] slots = new Timer[LEVELS * SLOTS];
    private final long[] occupied = new long[LEVELS];

    /** Timers to fire, first to last. */
    private Timer due;
    private Timer lastDue;

    /** Every timer up to this tick is due. A linked timer shares all levels above its own with it. */
    private long tick = now() >> TICK_SHIFT;

    /** Nanoseconds since this class was loaded, so that deadlines compare without overflow. */
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    Timer schedule(Runnable command, long delay) {
        long now = now();
        Timer timer = new Timer(this, command, now + Math.clamp(delay, 0, LATEST - now));
        push(timer);
        return timer;
    }

    void push(Timer timer) {
        Timer top;
        do {
            top = inbox;
            timer.below = top;
        } while (!INBOX.compareAndSet(this, top, timer));
    }

    /** Whether timers wait to be linked; those that are only to be unlinked have time. Any thread. */
    boolean hasInbox() {
        for (Timer timer = inbox; timer != null; timer = timer.below) {
            if (!timer.isDone()) {
                return true;
            }
        }
        return false;
    }

    /** Empties the inbox and finds what is due at {@code now}, for {@link #nextDue}. */
    void turn(long now) {
        if (inbox != null) {
            takeInbox();
        }
        advance(now >> TICK_SHIFT);
    }

    boolean hasDue() {
        return due != null;
    }

    /** The next timer to fire; null if there is none. */
    Timer nextDue() {
        Timer timer = due;
        if (timer != null) {
            due = timer.next;
            timer.next = null;
            if (due == null) {
                lastDue = null;
            }
        }
        return timer;
    }

    /** When the next turn is needed: no timer is due before, though this may be earlier than any; else MAX_VALUE. */
    long nextDeadline() {
        int level = lowestLevel();
        return level < 0 ? Long.MAX_VALUE : firstTick(level) << TICK_SHIFT;
    }

    /** Hands every timer to another scheduler, for a carrier that is gone. */
    void moveTo(ScheduledExecutorService other) {
        takeInbox();
        for (int slot = 0; slot < slots.length; slot++) {
            for (Timer timer = takeSlot(slot), next; timer != null; timer = next) {
                next = timer.next;
                addDue(timer);
            }
        }
        for (Timer timer; (timer = nextDue()) != null;) {
            if (timer.expire()) {
                other.schedule(timer.command, timer.deadline - now(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void addDue(Timer timer) {
        timer.slot = NO_SLOT; // a cancel may have put it into the inbox, to be unlinked
        timer.next = timer.previous = null;
        if (due == null) {
            due = timer;
        } else {
            lastDue.next = timer;
        }
        lastDue = timer;
    }

    private void takeInbox() {
        for (Timer timer = (Timer) INBOX.getAndSet(this, null), below; timer != null; timer = below) {
            below = timer.below;
            timer.below = null; // not later: a cancel may push the timer again as soon as it is linked
            if (timer.link()) {
                insert(timer);
            } else {
                unlink(timer);
            }
        }
    }

    private void advance(long to) {
        for (int level; (level = lowestLevel()) >= 0;) {
            long first = firstTick(level);
            if (first > to) {
                break;
            }
            tick = first;
            Timer timer = takeSlot(slotOf(level, first));
            for (Timer next; timer != null; timer = next) {
                next = timer.next;
                insert(timer);
            }
        }
        tick = Math.max(tick, to);
    }

    /** Puts a timer where it belongs as seen from the current tick. */
    private void insert(Timer timer) {
        long due = (timer.deadline >> TICK_SHIFT) + 1; // rounded up: never early
        if (due <= tick) {
            addDue(timer);
            return;
        }
        int level = (63 - Long.numberOfLeadingZeros(due ^ tick)) / LEVEL_SHIFT;
        int slot = slotOf(level, due);
        Timer head = slots[slot];
        timer.slot = slot;
        timer.previous = null;
        timer.next = head;
        if (head != null) {
            head.previous = timer;
        }
        slots[slot] = timer;
        occupied[level] |= 1L << slot;
    }

    private void unlink(Timer timer) {
        int slot = timer.slot;
        if (slot == NO_SLOT) {
            return;
        }
        Timer previous = timer.previous;
        Timer next = timer.next;
        if (next != null) {
            next.previous = previous;
        }
        if (previous != null) {
            previous.next = next;
        } else {
            slots[slot] = next;
            if (next == null) {
                occupied[slot >> LEVEL_SHIFT] &= ~(1L << slot);
            }
        }
        timer.next = timer.previous = null;
        timer.slot = NO_SLOT;
    }

    private Timer takeSlot(int slot) {
        Timer head = slots[slot];
        slots[slot] = null;
        occupied[slot >> LEVEL_SHIFT] &= ~(1L << slot);
        return head;
    }

    /** The level of the earliest slot: a lower level lies wholly within the current slot of each level above it. */
    private int lowestLevel() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                return level;
            }
        }
        return -1;
    }

    /** The first tick of the earliest occupied slot of a level. */
    private long firstTick(int level) {
        int shift = level * LEVEL_SHIFT;
        long slot = Long.numberOfTrailingZeros(occupied[level]);
        return (tick >> shift & -SLOTS | slot) << shift;
    }

    private static int slotOf(int level, long tick) {
        return level << LEVEL_SHIFT | (int) (tick >> level * LEVEL_SHIFT & SLOTS - 1);
    }
}
