package io.quarkiverse.fiber.runtime.rest;

import java.util.concurrent.Executor;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.scheduler.Endpoint;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.vertx.core.impl.ContextInternal;

/**
 * Runs the handler chain of one request on fibers, with the request's Vert.x context. REST comes back to it each time the
 * request is resumed, from any thread: for the result of a {@code Uni}, for a filter.
 */
final class RequestExecutor implements Executor {

    private final Fibers fibers;
    private final ContextInternal context;
    private final Endpoint endpoint;
    private final String group;
    private final Deadline deadline;
    private final Disconnect disconnect;

    /**
     * @param context null where REST does not run on Vert.x, but on servlets
     * @param deadline null for none
     * @param disconnect is told of each fiber; null for none
     */
    RequestExecutor(Fibers fibers, ContextInternal context, Endpoint endpoint, String group, Deadline deadline,
            Disconnect disconnect) {
        this.fibers = fibers;
        this.context = context;
        this.endpoint = endpoint;
        this.group = group;
        this.deadline = deadline;
        this.disconnect = disconnect;
    }

    /** Loads what a request needs, so that the first one does not do it on an event loop. */
    static void load() {
        new Dispatch(null, null);
    }

    @Override
    public void execute(Runnable chain) {
        Fiber fiber = start(withDeadline(context == null ? chain : new Dispatch(context, chain)));
        if (disconnect != null) {
            disconnect.started(fiber);
        }
    }

    private Runnable withDeadline(Runnable task) {
        return deadline == null ? task : () -> deadline.run(task);
    }

    private Fiber start(Runnable task) {
        return !group.isEmpty() ? fibers.startFor(endpoint, group, task)
                : fibers.startFor(endpoint, context == null ? null : context.nettyEventLoop(), task);
    }

    private record Dispatch(ContextInternal context, Runnable chain) implements Runnable {

        @Override
        public void run() {
            ContextInternal previous = context.beginDispatch();
            try {
                chain.run();
            } finally {
                context.endDispatch(previous);
            }
        }
    }
}
