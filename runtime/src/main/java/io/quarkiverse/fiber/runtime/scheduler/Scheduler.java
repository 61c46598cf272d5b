package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;

/** What the application sees of its {@link Fibers}. */
final class Scheduler extends StartPoint implements FiberScheduler {

    /**
     * @param group the default group; null where fibers run on the JDK's own scheduler
     */
    Scheduler(Fibers fibers, CarrierGroup group) {
        super(fibers, group == null ? RunningFiber.JDK : group.name(), group, null, true, UNNAMED);
    }

    @Override
    public Set<String> groups() {
        return fibers.groups();
    }

    @Override
    public FiberGroup group(String name) {
        return new StartPoint(fibers, name, fibers.groupOrThrow(name), null, false, UNNAMED);
    }

    @Override
    public Optional<Fiber> current() {
        return Optional.ofNullable(RunningFiber.current());
    }

    @Override
    public Collection<Fiber> fibers() {
        return fibers.live();
    }

    @Override
    public long uncaughtExceptions() {
        return fibers.uncaughtExceptions();
    }

    @Override
    public List<Fiber> stop(Duration deadline) {
        if (RunningFiber.current() != null) {
            throw new IllegalStateException("A fiber that stops the scheduler would wait for itself");
        }
        if (fibers.isLoop()) {
            throw new IllegalStateException("An event loop that stops the scheduler would keep its own fibers from their ends");
        }
        return fibers.drain(deadline);
    }
}
