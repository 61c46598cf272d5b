package io.quarkiverse.fiber.it.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.NonBlocking;

/** Locks that a fiber holds across a sleep while others want them. */
@Path("/lock")
public class LockResource {

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();

    @Inject
    Tracer tracer;

    @Inject
    FiberScheduler scheduler;

    /** Waits for the lock that another fiber of the same carrier holds. */
    @GET
    @Hooked
    public Trace lock(@RestQuery @DefaultValue("100") long ms) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Future<Fiber> holder = scheduler.submit(() -> {
            lock.lock();
            try {
                held.countDown();
                Thread.sleep(ms);
                return scheduler.current().orElseThrow();
            } finally {
                lock.unlock();
            }
        });
        held.await();
        lock.lock();
        try {
            return tracer.trace("waited for a lock of " + name(holder.get()));
        } finally {
            lock.unlock();
        }
    }

    /** The same with {@code synchronized}. */
    @GET
    @Path("monitor")
    @Hooked
    public Trace monitor(@RestQuery @DefaultValue("100") long ms) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Future<Fiber> holder = scheduler.submit(() -> {
            synchronized (monitor) {
                held.countDown();
                Thread.sleep(ms);
                return scheduler.current().orElseThrow();
            }
        });
        held.await();
        synchronized (monitor) {
            return tracer.trace("waited for a monitor of " + name(holder.get()));
        }
    }

    /** Holds the lock, for whoever asks for {@link #onLoop} meanwhile. */
    @GET
    @Path("hold")
    @Hooked
    public Trace hold(@RestQuery @DefaultValue("300") long ms) throws InterruptedException {
        lock.lock();
        try {
            Thread.sleep(ms);
            return tracer.trace("held the lock for " + ms + " ms");
        } finally {
            lock.unlock();
        }
    }

    @GET
    @Path("held")
    @NonBlocking
    public boolean held() {
        return lock.isLocked();
    }

    /** Breaks the rule: blocks the event loop, for a lock that a fiber of this very loop may hold. */
    @GET
    @Path("on-loop")
    @NonBlocking
    public Trace onLoop() {
        lock.lock();
        try {
            return tracer.trace("got the lock");
        } finally {
            lock.unlock();
        }
    }

    private static String name(Fiber fiber) {
        return fiber.name() + " #" + fiber.id() + " on " + fiber.carrier();
    }
}
