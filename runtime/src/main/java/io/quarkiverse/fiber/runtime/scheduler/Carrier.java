package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.GenericFutureListener;

/**
 * Runs the continuations of fibers on one Netty event loop.
 * <p>
 * {@link #execute} only queues. The first continuation of a batch submits a drain to the loop; a drain runs continuations
 * and due timers for about the budget ({@link Work#drain}), and what is left waits for the loop's next turn, so that the loop
 * does I/O in between. {@link Owner} says who drains: the loop, or a rescuer while the loop is stuck ({@link CarrierRescue}).
 * <p>
 * A carrier never rejects, never drops, never throws and never runs a continuation in place, for the life of the JVM: the
 * JDK's unblocker and poller threads call it and would not survive an exception. When its loop is gone, so is the carrier
 * ({@link #retire}), and continuations go on to the JDK's own scheduler.
 */
final class Carrier implements Executor, CallbackTimer.Clock {

    /** The carrier whose fibers a platform thread runs: constant for a loop's thread, for its term for a rescuer. */
    private static final ThreadLocal<Carrier> CURRENT = new ThreadLocal<>();

    private final CarrierGroup group;
    private final String name;
    private final SingleThreadEventLoop loop;
    private final CarrierRescue rescue;
    private final ScheduledExecutorService jdkDelays;
    private final LoopEvents events;

    private final Work work;
    private final LongAdder rescues = new LongAdder();
    private final LoopTurn turn;

    private final Runnable drain = new Runnable() {
        @Override
        public void run() {
            drainOnLoop();
        }
    };
    /** For a turn that was spent: the signal is still ours. */
    private final Runnable drainAgain = new Runnable() {
        @Override
        public void run() {
            submit(drain);
        }
    };
    private final Runnable onAlarm = new Runnable() {
        @Override
        public void run() {
            if (work.queue.signal()) {
                submitDrain();
            }
        }
    };
    private final GenericFutureListener<io.netty.util.concurrent.Future<Object>> loopEnded = new GenericFutureListener<>() {
        @Override
        public void operationComplete(io.netty.util.concurrent.Future<Object> ended) {
            retire();
        }
    };
    private final Runnable leaveLoop = new Runnable() {
        @Override
        public void run() {
            CURRENT.remove();
            turn.cancelAlarm();
            events.behind(false);
        }
    };
    /** The thread that owns the carrier now or did last; written by who acquires it. */
    private volatile Thread runner;
    /** The watch of the rescuer on duty, to be woken by each offer; written by rescuers that own the carrier. */
    private volatile LoopEvents.Watch onDuty;
    /** Written true by the loop when it finds itself rescued, false by the rescuer that hands back. */
    private volatile boolean loopIsBack;
    /** The loop is shut down or the application has stopped; never reset. */
    private volatile boolean gone;

    /** Written once by the loop. */
    private volatile Thread loopThread;

    /** How long a rescuer keeps the carrier although the loop is back, and when the last one left. For rescuers that own. */
    private long hold;
    private long lastRescue = -CarrierRescue.REPEATED;

    /** To be added to its group. */
    Carrier(CarrierGroup group, SingleThreadEventLoop loop, long budget, CarrierRescue rescue,
            ScheduledExecutorService jdkDelays, LoopEvents events, HogSampler sampler) {
        this.group = group;
        this.name = group.name() + "-" + group.carriers().size();
        this.loop = loop;
        this.turn = new LoopTurn(loop, budget, drainAgain, onAlarm);
        this.rescue = rescue;
        this.jdkDelays = jdkDelays;
        this.events = events;
        this.work = new Work(this, budget, sampler);
        // Netty may accept a task and end before it runs it: the end itself is the only reliable sign.
        loop.terminationFuture().addListener(loopEnded);
    }

    /** The carrier whose continuations the current platform thread runs; null on every other thread. */
    static Carrier current() {
        return CURRENT.get();
    }

    String name() {
        return name;
    }

    CarrierGroup group() {
        return group;
    }

    SingleThreadEventLoop loop() {
        return loop;
    }

    /** How often another thread has taken over from the loop or from a rescuer. */
    long rescues() {
        return rescues.sum();
    }

    /** What else the fibers here wait for; null once this carrier is gone. */
    LoopEvents events() {
        return gone ? null : events;
    }

    @Override
    public void execute(Runnable continuation) {
        if (gone) {
            VirtualThreads.defaultScheduler().execute(continuation);
            return;
        }
        if (work.queue.offer(continuation)) {
            submit(drain);
        }
        // Also where a drain is under way: the loop may get stuck before it comes to it.
        rescue.wake();
        wakeRescuer();
        if (gone) {
            passOn();
        }
    }

    private void wakeRescuer() {
        LoopEvents.Watch watch = onDuty;
        if (watch != null) {
            watch.wakeup();
        }
    }

    /** Has a command run by the owner of this carrier after a time. Any thread. */
    @Override
    public Future<?> schedule(Runnable command, long nanos) {
        if (gone) {
            return jdkDelays.schedule(command, nanos, TimeUnit.NANOSECONDS);
        }
        Timer timer = work.wheel.schedule(command, nanos);
        probe(); // has a drain take the timer from the inbox
        rescue.wake();
        wakeRescuer();
        if (gone) {
            passOn();
        }
        return timer;
    }

    /** Times a wait of the fiber that the current thread has just left. */
    ScheduledFuture<?> scheduleTimer(Runnable command, long nanos) {
        if (gone) {
            return jdkDelays.schedule(command, nanos, TimeUnit.NANOSECONDS);
        }
        // The drain that ran the fiber turns the wheel before it ends; if it was taken over it says so then.
        return work.wheel.schedule(command, nanos);
    }

    /**
     * Ends this carrier: what is queued, what waits for its wheel, and all that comes later goes to the JDK's scheduler.
     * Any thread, any number of times; does not block.
     */
    void retire() {
        if (!gone) {
            gone = true;
            // A loop may outlive its carrier, over reloads in dev mode: nothing of ours stays there.
            loop.terminationFuture().removeListener(loopEnded);
            try {
                loop.execute(leaveLoop);
            } catch (RejectedExecutionException e) {
                // Its thread has ended too. Not a line in the log: the JDK's unblocker may call, and must not wait for its lock.
            }
        }
        wakeRescuer();
        passOn();
    }

    /**
     * Passes everything on, unless somebody is inside the queue or the wheel: that one does it when it leaves, because each
     * release is followed by a look at {@link #gone}. Until it has happened the carrier is watched: the one inside may get
     * stuck in its next fiber.
     */
    private void passOn() {
        for (;;) {
            long seen = work.owner.word();
            if (Owner.stateOf(seen) == Owner.INTERNAL) {
                return;
            }
            long token = work.owner.seize(seen);
            if (token != 0) {
                work.moveTo(VirtualThreads.defaultScheduler(), jdkDelays);
                work.owner.release(token);
                if (work.isEmpty()) {
                    rescue.remove(this);
                    return;
                }
            }
        }
    }

    // --- on the loop

    private void submitDrain() {
        submit(drain);
        rescue.wake();
    }

    private void submit(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            retire();
        } catch (Throwable e) { // the loop's thread could not be started: the next offer tries again, and so does rescue
            work.queue.withdraw();
            rescue.wake();
        }
    }

    private void drainOnLoop() {
        if (turn.isSpent()) {
            return;
        }
        long token = work.owner.tryAcquire();
        if (token == 0) {
            announceLoop();
            return;
        }
        if (gone) {
            work.owner.release(token);
            passOn();
            return;
        }
        if (CURRENT.get() != this) {
            CURRENT.set(this);
            loopThread = Thread.currentThread();
        }
        runner = Thread.currentThread();
        long started = Wheel.now();
        token = work.drain(token, started);
        if (token == 0) {
            announceLoop();
            return;
        }
        boolean ended = false;
        boolean again = false;
        try {
            long now = Wheel.now();
            turn.alarmAt(work.findNextTimer(), now);
            boolean more = !work.queue.isEmpty();
            events.behind(more);
            again = !turn.spend(now - started, more) && work.settle();
        } catch (RejectedExecutionException e) {
            ended = true;
        } finally {
            work.owner.release(token);
        }
        // Not before: whoever listens to the end of the loop, or logs it, may hold a lock.
        if (ended) {
            retire();
        } else if (again) {
            submit(drain);
        }
        if (gone) {
            passOn();
        }
    }

    /** The loop is back from where it was stuck, or came to its drain, and finds a rescuer at work. */
    private void announceLoop() {
        events.behind(false);
        loopIsBack = true;
        wakeRescuer();
        if (gone) {
            passOn();
        }
    }

    // --- rescue

    /** What the scanner compares; see {@link Owner}. */
    long progress() {
        return work.owner.word();
    }

    /** Whether somebody ought to be at work here at {@code now}. */
    boolean hasWork(long now) {
        return !work.isEmpty() || work.nextTimer() <= now;
    }

    long nextTimer() {
        return work.nextTimer();
    }

    /** Whether the loop ought to be in its select, or to come there soon. */
    boolean awaitsEvents() {
        return events.awaited();
    }

    /** Has the loop show that it is alive: from now on there is progress, or it is stuck. */
    void probe() {
        if (work.queue.signal()) {
            submitDrain();
        }
    }

    Thread loopThread() {
        return loopThread;
    }

    /** The thread that keeps the carrier from its work; null while the loop has not run a fiber yet. */
    Thread culprit(long word) {
        return Owner.stateOf(word) == Owner.FREE ? loopThread : runner;
    }

    /**
     * Runs this carrier on the calling platform thread until its loop is back; not at all if there was progress since.
     *
     * @param culprit the thread that keeps it from its work; null if none has yet run a fiber
     */
    void rescue(long stuckAt, Thread culprit) {
        long token;
        try {
            LoopEvents.Watch watch = events.watch();
            token = work.owner.seize(stuckAt);
            if (token == 0) {
                watch.close();
                return;
            }
            CURRENT.set(this);
            runner = Thread.currentThread();
            onDuty = watch;
            // Who reports, wakes the loop or gives descriptors back may have to wait for a lock: not as INTERNAL.
            long watching = work.owner.watch(token);
            try {
                rescues.increment();
                rescue.report().stuck(this, culprit, Owner.stateOf(stuckAt));
                if (work.queue.signal()) {
                    submitDrain(); // so that the loop says when it is back
                }
                token = work.owner.leave(watching);
                if (token != 0) {
                    token = standIn(token, watch);
                }
                if (token != 0) {
                    onDuty = null;
                    watching = work.owner.watch(token);
                }
            } finally {
                watch.close();
            }
            if (token != 0) {
                token = work.owner.leave(watching);
            }
        } finally {
            CURRENT.remove();
        }
        if (token != 0) {
            loopIsBack = false;
            work.owner.release(token);
            submitDrain(); // the signal was ours all the time
        } else { // this rescuer was stuck itself, and another one works here
            wakeRescuer();
            if (work.queue.signal()) {
                submitDrain(); // or nobody does: the fiber may have left a timer in the inbox
            }
        }
        if (gone) {
            passOn();
        }
    }

    /** Until the loop is back, the carrier gone, or this rescuer taken over from: 0. */
    private long standIn(long token, LoopEvents.Watch watch) {
        long began = Wheel.now();
        hold = began - lastRescue < CarrierRescue.REPEATED ? CarrierRescue.longerHold(hold) : 0;
        long now = began;
        while (!gone) {
            token = work.drain(token, now);
            if (token == 0) {
                return 0;
            }
            now = Wheel.now();
            long nextTimer = work.findNextTimer();
            boolean back = loopIsBack;
            if (back && now - began >= hold) {
                break;
            }
            long until = !work.queue.isEmpty() ? now : back ? Math.min(nextTimer, began + hold) : nextTimer;
            long watching = work.owner.watch(token);
            watch.await(Math.max(until - now, 0));
            token = work.owner.leave(watching);
            if (token == 0) {
                return 0;
            }
            now = Wheel.now();
        }
        lastRescue = now;
        return token;
    }

    @Override
    public String toString() {
        return name;
    }
}
