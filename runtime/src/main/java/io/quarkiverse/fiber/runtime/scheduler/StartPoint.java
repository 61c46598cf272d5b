package io.quarkiverse.fiber.runtime.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;

/** Where fibers start, and what they are called. */
class StartPoint implements FiberGroup {

    static final String UNNAMED = "fiber";

    final Fibers fibers;
    private final String name;
    /** Null where fibers run on the JDK's own scheduler. */
    private final CarrierGroup group;
    /** Null for all of the group. */
    private final Carrier carrier;
    private final boolean besideParent;
    private final String fiberName;

    /**
     * @param carrier the only one; null for all of the group
     * @param besideParent whether a fiber that a fiber starts begins on the same carrier
     */
    StartPoint(Fibers fibers, String name, CarrierGroup group, Carrier carrier, boolean besideParent, String fiberName) {
        this.fibers = fibers;
        this.name = name;
        this.group = group;
        this.carrier = carrier;
        this.besideParent = besideParent;
        this.fiberName = fiberName;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> carriers() {
        return group == null ? List.of() : group.carriers().stream().map(Carrier::name).toList();
    }

    @Override
    public FiberGroup on(String carrierName) {
        if (group == null) {
            return this;
        }
        for (Carrier one : group.carriers()) {
            if (one.name().equals(carrierName)) {
                return new StartPoint(fibers, name, group, one, false, fiberName);
            }
        }
        throw new IllegalArgumentException("There is no carrier named '" + carrierName + "' in the group '" + name
                + "', only " + group.carriers());
    }

    @Override
    public FiberGroup named(String newName) {
        return new StartPoint(fibers, name, group, carrier, besideParent, Objects.requireNonNull(newName, "name"));
    }

    @Override
    public Fiber start(Runnable task) {
        Objects.requireNonNull(task, "task");
        fibers.checkOpen();
        return fibers.start(next(), fiberName, withDeadlineOfCaller(task));
    }

    @Override
    public List<Fiber> startAll(Collection<? extends Runnable> tasks) {
        List<Runnable> all = List.copyOf(tasks);
        fibers.checkOpen();
        List<Fiber> started = new ArrayList<>(all.size());
        for (Runnable task : all) {
            started.add(fibers.start(next(), fiberName, withDeadlineOfCaller(task)));
        }
        return started;
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        start(future);
        return future;
    }

    @Override
    public Visit enter() {
        RunningFiber fiber = RunningFiber.current();
        if (fiber == null) {
            throw new IllegalStateException("Only a fiber can move, " + Thread.currentThread() + " is none");
        }
        Carrier from = fiber.executor() == null ? null : fiber.executor().carrier();
        if (from != null && group != null && (carrier != null ? carrier != from : from.group() != group)) {
            fiber.moveTo(carrier != null ? carrier : group.next());
        }
        return new Visit() {
            @Override
            public void close() {
                if (RunningFiber.current() != fiber) {
                    throw new IllegalStateException("Only " + fiber + " itself can go back");
                }
                if (from != null && fiber.executor().carrier() != from) {
                    fiber.moveTo(from);
                }
            }
        };
    }

    private static Runnable withDeadlineOfCaller(Runnable task) {
        Deadline deadline = Deadline.current().orElse(null);
        return deadline == null ? task : () -> deadline.run(task);
    }

    private Carrier next() {
        if (carrier != null) {
            return carrier;
        }
        RunningFiber parent = besideParent ? RunningFiber.current() : null;
        return parent != null && parent.executor() != null ? parent.executor().carrier()
                : group == null ? null : group.next();
    }

    @Override
    public String toString() {
        return carrier == null ? name : carrier.name();
    }
}
