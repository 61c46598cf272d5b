package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledExecutorService;

import org.jboss.logging.Logger;

/**
 * The only class that knows the JDK's private virtual thread API, as it is in JDK 25.
 * <p>
 * Needs {@code java.base/java.lang} opened to this class. Where it is not, or where a later JDK has other members,
 * {@link #available} is false, one warning says why, and virtual threads run on the JDK's own scheduler.
 */
public final class VirtualThreads {

    private static final Logger LOG = Logger.getLogger(VirtualThreads.class);

    // Constants, so that the JIT sees through the handle: a fiber is made for each request.
    private static final MethodHandle NEW_THREAD;
    private static final MethodHandle CURRENT_PLATFORM_THREAD;
    private static final MethodHandle SCHEDULER;
    private static final int NO_INHERIT_THREAD_LOCALS;
    private static final Executor DEFAULT_SCHEDULER;
    private static final ScheduledExecutorService[] DELAY_SCHEDULERS;
    private static final Throwable UNAVAILABLE;

    static {
        MethodHandle newThread = null;
        MethodHandle currentPlatformThread = null;
        MethodHandle scheduler = null;
        int noInherit = 0;
        Executor defaultScheduler = null;
        Throwable unavailable = null;
        try {
            Lookup threads = privateLookup("java.lang.ThreadBuilders");
            newThread = threads.findStatic(threads.lookupClass(), "newVirtualThread",
                    MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
            Lookup thread = privateLookup("java.lang.Thread");
            currentPlatformThread = thread.findStatic(Thread.class, "currentCarrierThread",
                    MethodType.methodType(Thread.class));
            noInherit = (int) thread.findStaticGetter(Thread.class, "NO_INHERIT_THREAD_LOCALS", int.class).invoke();
            Lookup virtualThread = privateLookup("java.lang.VirtualThread");
            scheduler = virtualThread.findGetter(virtualThread.lookupClass(), "scheduler", Executor.class)
                    .asType(MethodType.methodType(Executor.class, Thread.class));
            defaultScheduler = (Executor) virtualThread
                    .findStatic(virtualThread.lookupClass(), "defaultScheduler", MethodType.methodType(Executor.class))
                    .invoke();
        } catch (Throwable e) {
            unavailable = e;
        }
        NEW_THREAD = newThread;
        CURRENT_PLATFORM_THREAD = currentPlatformThread;
        SCHEDULER = scheduler;
        NO_INHERIT_THREAD_LOCALS = noInherit;
        DEFAULT_SCHEDULER = defaultScheduler;
        UNAVAILABLE = unavailable;
        DELAY_SCHEDULERS = unavailable == null ? delaySchedulersOrNull() : null;
        if (unavailable != null) {
            LOG.warnf("Fibers run on the JDK's virtual thread scheduler, not on the event loops, because the JDK does not"
                    + " let in quarkus-fiber (run with --add-opens=java.base/java.lang=ALL-UNNAMED on JDK 25): %s",
                    unavailable);
        }
    }

    private VirtualThreads() {
    }

    private static Lookup privateLookup(String className) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(Class.forName(className), MethodHandles.lookup());
    }

    private static ScheduledExecutorService[] delaySchedulersOrNull() {
        try {
            Lookup delays = privateLookup("java.lang.VirtualThread$DelayedTaskSchedulers");
            return (ScheduledExecutorService[]) delays
                    .findStaticGetter(delays.lookupClass(), "INSTANCE", ScheduledExecutorService[].class).invoke();
        } catch (Throwable e) {
            LOG.warnf("Timed waits of fibers go through the JDK's timer threads, which is slower, because the JDK's delay"
                    + " schedulers cannot be reached: %s", e);
            return null;
        }
    }

    /** Whether virtual threads can be given an executor of ours. */
    public static boolean available() {
        return UNAVAILABLE == null;
    }

    /**
     * Makes an unstarted virtual thread whose continuation runs on {@code scheduler}, or on the JDK's own scheduler when
     * that is null. It inherits no thread locals, and its context class loader is {@code loader}: without inheritance the
     * JDK would set the system loader, which does not know the application.
     *
     * @param loader null to inherit thread locals, and the context class loader, from the caller
     */
    static Thread newThread(Executor scheduler, String name, ClassLoader loader, Runnable task) {
        Thread thread;
        if (scheduler == null) {
            thread = Thread.ofVirtual().name(name).inheritInheritableThreadLocals(loader == null).unstarted(task);
        } else {
            try {
                thread = (Thread) NEW_THREAD.invokeExact(scheduler, name, loader == null ? 0 : NO_INHERIT_THREAD_LOCALS, task);
            } catch (Error | RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("The JDK declares no checked exception here", e);
            }
        }
        if (loader != null) {
            thread.setContextClassLoader(loader);
        }
        return thread;
    }

    /** What a virtual thread's continuation runs on. Only where {@link #available}. */
    static Executor schedulerOf(Thread virtual) {
        try {
            return (Executor) SCHEDULER.invokeExact(virtual);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no checked exception here", e);
        }
    }

    /** The platform thread that runs the caller, which may be a virtual thread. Only where {@link #available}. */
    public static Thread currentPlatformThread() {
        try {
            return (Thread) CURRENT_PLATFORM_THREAD.invokeExact();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no checked exception here", e);
        }
    }

    /**
     * Whether the caller is a virtual thread that blocks a carrier when it blocks: a fiber, or a child of one. On its own
     * scheduler the JDK makes up for that.
     */
    public static boolean isOnCarrier() {
        return available() && Thread.currentThread().isVirtual()
                && !(currentPlatformThread() instanceof ForkJoinWorkerThread);
    }

    /** The JDK's own scheduler of virtual threads: it runs continuations whose carrier is gone. */
    static Executor defaultScheduler() {
        return DEFAULT_SCHEDULER;
    }

    /**
     * The live array in which the JDK looks up who times the waits of virtual threads on a custom scheduler; null where it
     * cannot be reached. Its elements may be replaced.
     */
    static ScheduledExecutorService[] delaySchedulers() {
        return DELAY_SCHEDULERS;
    }

    /**
     * Initialises the JDK's socket poller from a platform thread. Its sub-pollers are virtual threads that keep the
     * scheduler of whoever comes first: were that a fiber, each un-hooked socket of the JVM would be polled on its carrier.
     */
    public static void initialisePoller() {
        Runnable initialise = new Runnable() {
            @Override
            public void run() {
                try {
                    Class.forName("sun.nio.ch.Poller", true, null);
                } catch (ClassNotFoundException e) {
                    LOG.warnf("This JDK has no sun.nio.ch.Poller: un-hooked sockets on fibers may be slow");
                }
            }
        };
        if (!Thread.currentThread().isVirtual()) {
            initialise.run();
            return;
        }
        Thread platform = Thread.ofPlatform().name("fiber-poller-init").daemon().start(initialise);
        boolean interrupted = false;
        for (;;) {
            try {
                platform.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
