package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** The carriers of one application, from its start to its stop, and the fibers that live on them. */
public final class Fibers {

    private static final Logger LOG = Logger.getLogger(Fibers.class);

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration WARM_UP_PARK = Duration.ofMillis(3);

    /**
     * @param placement where the fibers of requests run
     * @param hogThreshold how long a fiber may compute on an event loop
     * @param drainBudget how long a carrier runs fibers before its loop does I/O again
     * @param groups the number of carriers of each group that has loops of its own
     * @param shutdownTimeout how long fibers may go on at the stop before they are interrupted
     * @param blockedAfter how long a blocked thread may keep a carrier from its work
     * @param runningAfter how long a running thread may
     * @param maxRescuers how many threads may stand in for stuck carriers
     */
    public record Settings(Placement placement, Duration hogThreshold, Duration drainBudget, Map<String, Integer> groups,
            Duration shutdownTimeout, Duration blockedAfter, Duration runningAfter, int maxRescuers) {
    }

    private final Settings settings;
    private final ClassLoader loader;
    private final Function<SingleThreadEventLoop, LoopEvents> eventsOf;
    private final Set<RunningFiber> live = ConcurrentHashMap.newKeySet();
    private final Map<String, CarrierGroup> groups = new TreeMap<>();
    private final Map<EventExecutor, Carrier> byLoop = new IdentityHashMap<>();
    private final CarrierRescue rescue;
    /** Null where endpoints stay where they are. */
    private final HogSampler sampler;
    private final LongAdder uncaught = new LongAdder();
    private final Timers timers = new Timers(this);
    private final List<PendingWork> pendingWork = new CopyOnWriteArrayList<>();

    /** Null where the JDK's own timers are used; written at the start. */
    private DelaySeam[] seams;
    /** Null while there are no carriers, for fibers on the JDK's own scheduler; written at the start. */
    private CarrierGroup defaultGroup;
    private CarrierGroup dedicated;
    /** Written at the start. */
    private FiberScheduler scheduler;

    /** Written true by who stops first; never reset. */
    private volatile boolean stopped;
    private volatile boolean retired;

    private Fibers(Settings settings, ClassLoader loader, Function<SingleThreadEventLoop, LoopEvents> eventsOf) {
        this.settings = settings;
        this.loader = loader;
        this.eventsOf = eventsOf;
        StuckReport report = new StuckReport(live);
        this.rescue = new CarrierRescue(settings.blockedAfter(), settings.runningAfter(), settings.maxRescuers(), report);
        this.sampler = settings.placement() == Placement.AUTO ? new HogSampler(settings.hogThreshold(), report) : null;
    }

    /**
     * Starts the carriers, and runs a fiber on each shared loop so that nothing is loaded for the first time in a request.
     *
     * @param sharedLoops the loops of Vert.x; null if there is none
     * @param loader the context class loader of fibers
     * @param eventsOf what fibers wait for on a loop
     */
    public static Fibers start(Settings settings, EventLoopGroup sharedLoops, ClassLoader loader,
            Function<SingleThreadEventLoop, LoopEvents> eventsOf) {
        Fibers fibers = new Fibers(settings, loader, eventsOf);
        Deadline.watchWith(DeadlineWatch::begin);
        if (settings.placement() != Placement.JDK && VirtualThreads.available()) {
            boolean open = false;
            try {
                fibers.open(sharedLoops);
                open = true;
            } finally {
                if (!open) {
                    fibers.stop();
                }
            }
            fibers.warmUp();
        }
        fibers.scheduler = new Scheduler(fibers, fibers.defaultGroup);
        return fibers;
    }

    private void open(EventLoopGroup sharedLoops) {
        VirtualThreads.initialisePoller();
        seams = DelaySeam.install();
        rescue.start();
        if (sharedLoops != null) {
            add(FiberScheduler.EVENT_LOOP, sharedLoops, false);
        }
        for (Map.Entry<String, Integer> group : settings.groups().entrySet()) {
            String name = group.getKey();
            add(name, new NioEventLoopGroup(group.getValue(), new DefaultThreadFactory("fiber-" + name, true)), true);
        }
        defaultGroup = groups.get(sharedLoops != null && settings.placement() != Placement.DEDICATED ? FiberScheduler.EVENT_LOOP
                : FiberScheduler.DEDICATED);
        dedicated = groups.get(FiberScheduler.DEDICATED);
        CarrierRescue.rehearse(defaultGroup.carriers().getFirst());
    }

    private void add(String name, EventLoopGroup loops, boolean own) {
        ScheduledExecutorService jdkDelays = seams == null ? ForkJoinPool.commonPool() : seams[0].jdk();
        CarrierGroup group = new CarrierGroup(name, own ? loops : null);
        for (EventExecutor executor : loops) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            Carrier carrier = new Carrier(group, loop, settings.drainBudget().toNanos(), rescue, jdkDelays,
                    eventsOf.apply(loop), sampler);
            group.add(carrier);
            byLoop.put(loop, carrier);
            rescue.add(carrier);
        }
        groups.put(name, group);
    }

    private void warmUp() {
        CountDownLatch warm = new CountDownLatch(defaultGroup.carriers().size());
        for (Carrier carrier : defaultGroup.carriers()) {
            start(carrier, StartPoint.UNNAMED, new Runnable() {
                @Override
                public void run() {
                    LockSupport.parkNanos(WARM_UP_PARK.toNanos());
                    Thread.yield();
                    warm.countDown();
                }
            });
        }
        try {
            if (!warm.await(WARM_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("An event loop was too busy to warm up within %s", WARM_UP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public FiberScheduler scheduler() {
        return scheduler;
    }

    /**
     * Starts a fiber for a request: on the carrier of its event loop, unless the placement or the endpoint's history speaks
     * against it; on the next of the default group if the loop is not one of ours; and on the JDK's own scheduler if there
     * are no carriers or they have stopped: a request is never turned away.
     *
     * @param loop null if the request has none
     */
    public Fiber startFor(Endpoint endpoint, EventExecutor loop, Runnable task) {
        return start(stopped ? null : carrierFor(endpoint, loop), endpoint, endpoint.toString(), task);
    }

    /** The same on the next carrier of a group. */
    public Fiber startFor(Endpoint endpoint, String group, Runnable task) {
        return start(stopped ? null : next(groupOrThrow(group)), null, endpoint.toString(), task);
    }

    /**
     * Makes a fiber like {@link #startFor(Endpoint, EventExecutor, Runnable)}, and leaves it to the caller to start its thread
     * at once. As a virtual thread of the JDK's would, it inherits thread locals and the context class loader of the caller.
     */
    public Thread newThread(Endpoint endpoint, EventExecutor loop, Runnable task) {
        RunningFiber fiber = newFiber(stopped ? null : carrierFor(endpoint, loop), endpoint, endpoint.toString(), null, task);
        live.add(fiber);
        return fiber.thread();
    }

    /**
     * Starts a fiber for a call that the caller would make itself otherwise: on the next carrier of a group, or where the
     * caller is if that is a fiber, or as for a request. It inherits thread locals and the context class loader.
     *
     * @param group empty for none
     * @param loop the one that serves the caller; null if there is none
     */
    public Fiber startCall(Endpoint endpoint, String group, EventExecutor loop, Runnable task) {
        if (!group.isEmpty()) {
            return launch(newFiber(stopped ? null : next(groupOrThrow(group)), null, endpoint.toString(), null, task));
        }
        Carrier own = endpoint.isAway() ? null : carrierOfCaller();
        Carrier carrier = stopped ? null : own != null ? own : carrierFor(endpoint, loop);
        return launch(newFiber(carrier, endpoint, endpoint.toString(), null, task));
    }

    private Carrier carrierFor(Endpoint endpoint, EventExecutor loop) {
        if (endpoint.isAway()) {
            return next(dedicated);
        }
        Carrier carrier = settings.placement() == Placement.DEDICATED ? null : byLoop.get(loop);
        return carrier != null ? carrier : next(defaultGroup);
    }

    private static Carrier next(CarrierGroup group) {
        return group == null ? null : group.next();
    }

    /**
     * @param carrier null for the JDK's own scheduler
     */
    Fiber start(Carrier carrier, String name, Runnable task) {
        return start(carrier, null, name, task);
    }

    private Fiber start(Carrier carrier, Endpoint endpoint, String name, Runnable task) {
        return launch(newFiber(carrier, endpoint, name, loader, task));
    }

    private RunningFiber launch(RunningFiber fiber) {
        live.add(fiber);
        boolean started = false;
        try {
            fiber.thread().start();
            started = true;
        } finally {
            if (!started) {
                live.remove(fiber);
            }
        }
        return fiber;
    }

    private RunningFiber newFiber(Carrier carrier, Endpoint endpoint, String name, ClassLoader contextLoader, Runnable task) {
        return new RunningFiber(this, carrier == null ? null : new FiberExecutor(carrier, endpoint), name, contextLoader, task);
    }

    /** Starts fibers where the caller is: on the carrier of a fiber, else on those of the default group in turn; also later. */
    public Executor here(String name) {
        Carrier carrier = carrierOfCaller();
        return new Executor() {
            @Override
            public void execute(Runnable task) {
                start(carrier != null ? carrier : next(defaultGroup), name, task);
            }
        };
    }

    /** Null for every thread but a fiber on a carrier. */
    private static Carrier carrierOfCaller() {
        RunningFiber fiber = RunningFiber.current();
        return fiber == null || fiber.executor() == null ? null : fiber.executor().carrier();
    }

    /** What times what the caller asks for. */
    CallbackTimer.Clock clockOfCaller() {
        Carrier own = carrierOfCaller();
        Carrier carrier = own != null ? own : next(defaultGroup);
        return carrier != null ? carrier
                : (turn, nanos) -> ForkJoinPool.commonPool().schedule(turn, nanos, TimeUnit.NANOSECONDS);
    }

    public Timers timers() {
        return timers;
    }

    /** Has the stop wait for this too. */
    public void awaitAtStop(PendingWork work) {
        pendingWork.add(work);
    }

    void ended(RunningFiber fiber) {
        live.remove(fiber);
    }

    /** Reports what a fiber's task has thrown. On that fiber. */
    void uncaught(RunningFiber fiber, Throwable thrown) {
        uncaught.increment();
        UncaughtExceptionHandler handler = fiber.thread().getUncaughtExceptionHandler();
        if (handler instanceof ThreadGroup) { // nobody has set one for this thread
            handler = Thread.getDefaultUncaughtExceptionHandler();
        }
        try {
            if (handler != null) {
                handler.uncaughtException(fiber.thread(), thrown);
                return;
            }
        } catch (Throwable e) {
            thrown.addSuppressed(e);
        }
        LOG.errorf(thrown, "An exception has ended %s", fiber.toString());
    }

    long uncaughtExceptions() {
        return uncaught.sum();
    }

    Collection<Fiber> live() {
        return Collections.unmodifiableSet(live);
    }

    /** The fiber that calls; null on every other thread. */
    public static Fiber current() {
        return RunningFiber.current();
    }

    /** What the carrier of a fiber has been given; null for null, and where the carrier is gone. */
    public static LoopEvents eventsOf(Fiber fiber) {
        return fiber instanceof RunningFiber running && running.executor() != null ? running.executor().carrier().events()
                : null;
    }

    /**
     * Has something done after a time, on the carrier of a fiber. Any thread.
     *
     * @param fiber one that has a carrier
     */
    public static Future<?> schedule(Fiber fiber, Runnable command, long nanos) {
        return ((RunningFiber) fiber).executor().carrier().schedule(command, nanos);
    }

    Set<String> groups() {
        return Collections.unmodifiableSet(groups.keySet());
    }

    /** A carrier group by name, or null on the JDK's own scheduler, where a known name is accepted and means nothing. */
    CarrierGroup groupOrThrow(String name) {
        CarrierGroup group = groups.get(name);
        if (group == null && !(defaultGroup == null && isConfigured(name))) {
            throw new IllegalArgumentException("There is no group of carriers named '" + name + "', only " + groups.keySet()
                    + ": set quarkus.fiber.groups.\"" + name + "\".carriers");
        }
        return group;
    }

    private boolean isConfigured(String name) {
        return name.equals(FiberScheduler.EVENT_LOOP) || settings.groups().containsKey(name);
    }

    /**
     * @throws IllegalStateException after the stop
     */
    public void checkOpen() {
        if (stopped) {
            throw new IllegalStateException("The scheduler has stopped: no fiber can be started");
        }
    }

    CarrierGroup group(String name) {
        return groups.get(name);
    }

    /** Whether the calling thread is that of a carrier's loop. */
    public boolean isLoop() {
        for (EventExecutor loop : byLoop.keySet()) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    int liveFibers() {
        return live.size();
    }

    /** Ends this scheduler; fibers that do not end go on on the JDK's. Any number of times. */
    public void stop() {
        if (retired) {
            return;
        }
        retired = true;
        drain(settings.shutdownTimeout());
        for (CarrierGroup group : groups.values()) {
            group.retire();
        }
        if (seams != null) {
            DelaySeam.uninstall(seams);
        }
        rescue.stop();
        if (sampler != null) {
            sampler.stop();
        }
    }

    /**
     * Takes no fiber any more, waits for those that live, cancels those that are left at the deadline, and reports those that
     * do not end even then.
     */
    List<Fiber> drain(Duration deadline) {
        stopped = true;
        timers.stop(deadline);
        if (!awaitEnd(deadline)) {
            timers.cancelAll();
            for (PendingWork work : pendingWork) {
                work.cancel();
            }
            for (RunningFiber fiber : live) {
                fiber.cancel();
            }
            awaitEnd(AFTER_CANCEL);
        }
        List<Fiber> left = List.copyOf(live);
        if (!left.isEmpty()) {
            LOG.warnf("%d fibers did not end at the stop of the scheduler:%s", left.size(), Stacks.of(left));
        }
        return left;
    }

    private boolean awaitEnd(Duration timeout) {
        long deadline = Wheel.now() + CallbackTimer.nanos(timeout);
        while (!timers.isDone() || !isPendingWorkDone() || !live.isEmpty()) { // fibers last: the others start them
            if (Wheel.now() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    private boolean isPendingWorkDone() {
        for (PendingWork work : pendingWork) {
            if (!work.isDone()) {
                return false;
            }
        }
        return true;
    }
}
