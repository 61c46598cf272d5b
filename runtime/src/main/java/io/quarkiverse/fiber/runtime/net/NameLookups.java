package io.quarkiverse.fiber.runtime.net;

import java.io.InterruptedIOException;
import java.lang.ScopedValue.CallableOp;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.Hooks;
import io.quarkiverse.fiber.boot.Lookups;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * Has names looked up by other threads while the fiber parks, each for a limited time.
 * <p>
 * The JDK's cache is above: it lets one thread at a time look a name up, and remembers for a while that a lookup has failed.
 * That is right for one that takes too long, as the others that wait for the name would otherwise wait one after the other. It
 * is wrong for a lookup that fails for a reason of its caller's, so those are not remembered.
 */
public final class NameLookups implements Lookups {

    /** When the call of which the lookup is a part has to have ended. */
    private static final ScopedValue<Long> CALLERS_DEADLINE = ScopedValue.newInstance();
    /** What the code has set in the place of the configured limit. */
    private static final ScopedValue<Duration> EXPLICIT = ScopedValue.newInstance();

    private final OffloadPool pool;
    private final Supplier<Duration> configured;

    /**
     * @param configured how long a lookup that begins now may take, zero for no limit
     */
    public NameLookups(OffloadPool pool, Supplier<Duration> configured) {
        this.pool = pool;
        this.configured = configured;
    }

    /** As {@link InetAddress#getByName}, but a lookup ends at a deadline, if its own limit does not end it first. */
    static InetAddress byName(String host, long deadline) throws UnknownHostException {
        return ScopedValue.where(CALLERS_DEADLINE, deadline).call(new CallableOp<InetAddress, UnknownHostException>() {
            @Override
            public InetAddress call() throws UnknownHostException {
                return InetAddress.getByName(host);
            }
        });
    }

    /**
     * As {@link InetAddress#getAllByName}, with a limit of the code's.
     *
     * @param limit zero for none
     */
    public static InetAddress[] allByName(String host, Duration limit) throws UnknownHostException {
        return ScopedValue.where(EXPLICIT, limit).call(new CallableOp<InetAddress[], UnknownHostException>() {
            @Override
            public InetAddress[] call() throws UnknownHostException {
                return InetAddress.getAllByName(host);
            }
        });
    }

    @Override
    public boolean takeCaller() {
        return Hooks.current() == Hooks.ON && OffloadPool.takesCaller();
    }

    @Override
    public <T> T run(String name, Callable<T> lookup) throws UnknownHostException {
        Duration limit = EXPLICIT.isBound() ? EXPLICIT.get() : configured.get();
        long began = System.nanoTime();
        long own = limit.isZero() ? Deadlines.NEVER : Deadlines.in(limit);
        long callers = CALLERS_DEADLINE.orElse(Deadlines.NEVER);
        boolean ownIsFirst = Deadlines.left(own) <= Deadlines.left(callers);
        try {
            return pool.call("a lookup of " + name, ownIsFirst ? own : callers, lookup);
        } catch (UnknownHostException e) {
            throw unknown(e.getMessage(), e); // with the stack of the caller
        } catch (TimeoutException e) {
            if (ownIsFirst) {
                throw unknown(name + ": no answer within " + limit.toMillis() + " ms (" + (EXPLICIT.isBound()
                        ? "set by the code"
                        : "quarkus.fiber.io.dns-timeout") + ")" + elapsed(began), e);
            }
            JdkNameCache.forget(name);
            throw unknown(name + ": no answer before the limit of the call that needs it" + elapsed(began), e);
        } catch (DeadlineExceededException e) {
            JdkNameCache.forget(name);
            throw unknown(name + ": " + e.getMessage() + elapsed(began), e);
        } catch (RejectedExecutionException | InterruptedIOException | FiberCancelledException e) {
            JdkNameCache.forget(name);
            throw unknown(name + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw unknown(name + ": " + e, e);
        }
    }

    private static String elapsed(long began) {
        return ", elapsed: " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) + " ms";
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
