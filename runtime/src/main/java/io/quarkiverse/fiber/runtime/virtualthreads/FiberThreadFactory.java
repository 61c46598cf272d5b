package io.quarkiverse.fiber.runtime.virtualthreads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import io.quarkiverse.fiber.runtime.CurrentFibers;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Makes fibers where Quarkus would make virtual threads, with {@code quarkus.fiber.replace-virtual-threads}. The executor
 * around it is the JDK's, as it is without: it ends, and waits for its tasks, in the same way.
 */
public final class FiberThreadFactory implements ThreadFactory {

    private final Endpoint endpoint;

    private FiberThreadFactory(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The body that the build gives {@code VirtualThreadsRecorder.newVirtualThreadPerTaskExecutorWithName}.
     *
     * @param name of all threads, without numbers: to count them would have all loops write to one place; null for none
     */
    public static ExecutorService newExecutor(String name) {
        return Executors.newThreadPerTaskExecutor(new FiberThreadFactory(new Endpoint(name == null ? "" : name)));
    }

    /** On the loop of the caller's Vert.x context, which is the one that the task gets too. */
    @Override
    public Thread newThread(Runnable task) {
        Fibers fibers = CurrentFibers.get();
        if (fibers == null) { // the application has not started yet
            return Thread.ofVirtual().name(endpoint.toString()).unstarted(task);
        }
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return fibers.newThread(endpoint, context == null ? null : context.nettyEventLoop(), task);
    }
}
