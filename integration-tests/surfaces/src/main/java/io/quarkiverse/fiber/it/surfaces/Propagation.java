package io.quarkiverse.fiber.it.surfaces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

import io.quarkiverse.fiber.FiberScheduler;

/** Context propagation as an application uses it, from a fiber. */
@ApplicationScoped
public class Propagation {

    @Inject
    Contexts contexts;

    @Inject
    ManagedExecutor executor;

    @Inject
    ThreadContext threadContext;

    @Inject
    FiberScheduler fibers;

    public String onWorker() throws Exception {
        return executor.supplyAsync(contexts::here).get();
    }

    public String onOtherFiber() throws Exception {
        return fibers.submit(threadContext.contextualCallable(contexts::here)).get();
    }
}
