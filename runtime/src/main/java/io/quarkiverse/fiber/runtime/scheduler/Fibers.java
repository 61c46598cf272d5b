package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** The carriers of one application, from its start to its stop, and the fibers that live on them. */
public final class Fibers implements FiberScheduler {

    private static final Logger LOG = Logger.getLogger(Fibers.class);

    private static final String DEFAULT_NAME = "fiber";
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration WARM_UP_PARK = Duration.ofMillis(3);

    /**
     * @param customScheduler false for the JDK's own scheduler
     * @param drainBudget how long a carrier runs fibers before its loop does I/O again
     * @param groups the number of carriers of each group that has loops of its own
     * @param shutdownTimeout how long fibers may go on at the stop before they are interrupted
     * @param blockedAfter how long a blocked thread may keep a carrier from its work
     * @param runningAfter how long a running thread may
     * @param maxRescuers how many threads may stand in for stuck carriers
     */
    public record Settings(boolean customScheduler, Duration drainBudget, Map<String, Integer> groups,
            Duration shutdownTimeout, Duration blockedAfter, Duration runningAfter, int maxRescuers) {
    }

    private final Settings settings;
    private final ClassLoader loader;
    private final Function<SingleThreadEventLoop, LoopEvents> eventsOf;
    private final Set<RunningFiber> live = ConcurrentHashMap.newKeySet();
    private final Map<String, CarrierGroup> groups = new TreeMap<>();
    private final Map<EventExecutor, Carrier> byLoop = new IdentityHashMap<>();
    private final CarrierRescue rescue;

    /** Null where the JDK's own timers are used; written at the start. */
    private DelaySeam[] seams;
    /** Null while there are no carriers, for fibers on the JDK's own scheduler; written at the start. */
    private CarrierGroup defaultGroup;

    /** Written by {@link #stop}. */
    private volatile boolean stopped;

    private Fibers(Settings settings, ClassLoader loader, Function<SingleThreadEventLoop, LoopEvents> eventsOf) {
        this.settings = settings;
        this.loader = loader;
        this.eventsOf = eventsOf;
        this.rescue = new CarrierRescue(settings.blockedAfter(), settings.runningAfter(), settings.maxRescuers(),
                new StuckReport(live));
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
        if (settings.customScheduler() && VirtualThreads.available()) {
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
        return fibers;
    }

    private void open(EventLoopGroup sharedLoops) {
        VirtualThreads.initialisePoller();
        seams = DelaySeam.install();
        rescue.start();
        if (sharedLoops != null) {
            add(EVENT_LOOP, sharedLoops, false);
        }
        for (Map.Entry<String, Integer> group : settings.groups().entrySet()) {
            String name = group.getKey();
            add(name, new NioEventLoopGroup(group.getValue(), new DefaultThreadFactory("fiber-" + name, true)), true);
        }
        defaultGroup = groups.get(sharedLoops != null ? EVENT_LOOP : DEDICATED);
    }

    private void add(String name, EventLoopGroup loops, boolean own) {
        ScheduledExecutorService jdkDelays = seams == null ? null : seams[0].jdk();
        List<Carrier> carriers = new ArrayList<>();
        for (EventExecutor executor : loops) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            Carrier carrier = new Carrier(name + "-" + carriers.size(), loop, settings.drainBudget().toNanos(), rescue,
                    jdkDelays, eventsOf.apply(loop));
            carriers.add(carrier);
            byLoop.put(loop, carrier);
            rescue.add(carrier);
        }
        groups.put(name, new CarrierGroup(name, List.copyOf(carriers), own ? loops : null));
    }

    private void warmUp() {
        CountDownLatch warm = new CountDownLatch(defaultGroup.carriers().size());
        for (Carrier carrier : defaultGroup.carriers()) {
            start(defaultGroup, carrier, DEFAULT_NAME, new Runnable() {
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

    @Override
    public Fiber start(Runnable task) {
        checkOpen();
        RunningFiber parent = RunningFiber.current();
        if (parent != null && parent.executor() != null) {
            return start(parent.executor().group(), parent.executor().carrier(), DEFAULT_NAME, task);
        }
        return start(defaultGroup, DEFAULT_NAME, task);
    }

    @Override
    public Fiber start(String group, Runnable task) {
        checkOpen();
        return start(groupOrThrow(group), DEFAULT_NAME, task);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        start(future);
        return future;
    }

    /**
     * Starts a fiber on the carrier of an event loop; on the next of the default group if the loop is not one of ours, and
     * on the JDK's own scheduler if there are no carriers or they have stopped: a request is never turned away.
     */
    public Fiber startOn(EventExecutor loop, String name, Runnable task) {
        Carrier carrier = stopped ? null : byLoop.get(loop);
        return carrier == null ? start(defaultGroup, name, task) : start(defaultGroup, carrier, name, task);
    }

    /** Starts a fiber on the next carrier of a group, with the same promise as {@link #startOn}. */
    public Fiber startIn(String group, String name, Runnable task) {
        return start(groupOrThrow(group), name, task);
    }

    private Fiber start(CarrierGroup group, String name, Runnable task) {
        return start(group, group == null || stopped ? null : group.next(), name, task);
    }

    private Fiber start(CarrierGroup group, Carrier carrier, String name, Runnable task) {
        RunningFiber fiber = new RunningFiber(this, carrier == null ? null : new FiberExecutor(group, carrier), name, loader,
                task);
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

    void ended(RunningFiber fiber) {
        live.remove(fiber);
    }

    /** What the carrier of the calling fiber has been given; null on another thread, and when the carrier is gone. */
    public static LoopEvents currentEvents() {
        RunningFiber fiber = RunningFiber.current();
        return fiber == null || fiber.executor() == null ? null : fiber.executor().carrier().events();
    }

    /** Whether the calling thread is a fiber. */
    public static boolean onFiber() {
        return RunningFiber.current() != null;
    }

    @Override
    public Optional<Fiber> current() {
        return Optional.ofNullable(RunningFiber.current());
    }

    @Override
    public Set<String> groups() {
        return Collections.unmodifiableSet(groups.keySet());
    }

    /** A carrier group by name, or null on the JDK's own scheduler, where a known name is accepted and means nothing. */
    private CarrierGroup groupOrThrow(String name) {
        CarrierGroup group = groups.get(name);
        if (group == null && !(defaultGroup == null && isConfigured(name))) {
            throw new IllegalArgumentException("There is no group of carriers named '" + name + "', only " + groups.keySet()
                    + ": set quarkus.fiber.groups.\"" + name + "\".carriers");
        }
        return group;
    }

    private boolean isConfigured(String name) {
        return name.equals(EVENT_LOOP) || settings.groups().containsKey(name);
    }

    private void checkOpen() {
        if (stopped) {
            throw new IllegalStateException("The application has stopped: no fiber can be started");
        }
    }

    CarrierGroup group(String name) {
        return groups.get(name);
    }

    int liveFibers() {
        return live.size();
    }

    /**
     * Ends this scheduler: waits for its fibers, interrupts those that are left after the shutdown timeout, reports those
     * that do not end even then, and lets them go on on the JDK's scheduler. Any number of times.
     */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (!awaitEnd(settings.shutdownTimeout())) {
            for (RunningFiber fiber : live) {
                fiber.thread().interrupt();
            }
            if (!awaitEnd(AFTER_INTERRUPT)) {
                LOG.warnf("%d fibers did not end at the stop of the application: %s", live.size(), live.toString());
            }
        }
        for (CarrierGroup group : groups.values()) {
            group.retire();
        }
        if (seams != null) {
            DelaySeam.uninstall(seams);
        }
        rescue.stop();
    }

    private boolean awaitEnd(Duration timeout) {
        long deadline = Wheel.now() + timeout.toNanos();
        while (!live.isEmpty()) {
            if (Wheel.now() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }
}
