package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.netty.util.concurrent.FastThreadLocal;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;

/** Statements 66 and 79 of the conformance list: values that belong to a thread, although many threads share a carrier. */
@Timeout(60)
class ThreadValuesConformanceTest {

    private static final int FIBERS = 20;
    private static final long SOON = 10;

    private static final ScopedValue<Integer> SCOPED = ScopedValue.newInstance();

    private final ThreadLocal<Integer> local = new ThreadLocal<>();
    private final InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void C66_threadLocalIsIsolatedOverWaits(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            assertEachKeepsItsOwn(kind, carriers, number -> {
                assertNull(local.get(), "left by another thread");
                local.set(number);
                for (int i = 0; i < 5; i++) {
                    Thread.sleep(1);
                    Thread.yield();
                    assertEquals(number, local.get());
                }
                return local.get();
            });
        }
    }

    /** Also in what Netty keeps in the threads of its loops. */
    @ParameterizedTest
    @EnumSource
    void C66_nettysThreadLocalIsIsolatedOverWaits(ThreadKind kind) throws Exception {
        FastThreadLocal<Integer> netty = new FastThreadLocal<>();
        try (Carriers carriers = kind.carriers()) {
            carriers.loop().submit(() -> netty.set(-1)).get();
            assertEachKeepsItsOwn(kind, carriers, number -> {
                assertFalse(netty.isSet(), "that of the loop");
                netty.set(number);
                Thread.sleep(1);
                return netty.get();
            });
            assertEquals(-1, carriers.loop().submit(() -> netty.get()).get());
        }
    }

    @Test
    void C66_threadLocalOfTheLoopIsNotThatOfItsFibers() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            carriers.loop().submit(() -> local.set(1)).get();
            assertNull(ThreadKind.EVENT_LOOP.run(carriers, () -> {
                Integer seen = local.get();
                local.set(2);
                return seen;
            }));
            assertEquals(1, carriers.loop().submit(local::get).get());
        }
    }

    @Test
    void C66_threadLocalFollowsAFiberThatMoves() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            assertEquals(42, ThreadKind.EVENT_LOOP.run(carriers, () -> {
                local.set(41);
                try (FiberGroup.Visit away = carriers.scheduler().group(FiberScheduler.DEDICATED).enter()) {
                    local.set(local.get() + 1);
                }
                return local.get();
            }));
        }
    }

    /** Although the handle of the fiber is still there. */
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C66_threadLocalIsReleasedAtTheEndOfTheFiber(ThreadKind kind) throws Exception {
        ThreadLocal<Object> large = new ThreadLocal<>();
        try (Carriers carriers = kind.carriers()) {
            AtomicReference<WeakReference<Object>> value = new AtomicReference<>();
            AtomicReference<Fiber> handle = new AtomicReference<>();
            Thread thread = kind.start(carriers, () -> {
                handle.set(carriers.scheduler().current().orElseThrow());
                large.set(new Object());
                value.set(new WeakReference<>(large.get()));
            });
            thread.join();
            Awaitility.await().atMost(Duration.ofSeconds(SOON)).until(() -> {
                System.gc();
                return value.get().get() == null;
            });
            assertEquals(Thread.State.TERMINATED, handle.get().state());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C79_fiberInheritsNoThreadLocal(ThreadKind kind) throws Exception {
        inheritable.set("of who starts it");
        try (Carriers carriers = kind.carriers()) {
            assertNull(kind.run(carriers, inheritable::get));
            assertNull(kind.run(carriers, () -> {
                inheritable.set("of a fiber");
                return carriers.scheduler().submit(inheritable::get).get(SOON, TimeUnit.SECONDS);
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_virtualThreadInheritsTheThreadLocalsOfWhoMakesIt(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            AtomicReference<String> inherited = new AtomicReference<>();
            kind.run(carriers, () -> {
                inheritable.set("of the parent");
                Thread.ofVirtual().start(() -> inherited.set(inheritable.get())).join();
                return null;
            });
            assertEquals("of the parent", inherited.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_scopedValueIsBoundOverWaitsAndUnboundAfterwards(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            assertEachKeepsItsOwn(kind, carriers, number -> {
                assertFalse(SCOPED.isBound(), "bound by another thread");
                int seen = ScopedValue.where(SCOPED, number).call(() -> {
                    Thread.sleep(1);
                    int inner = ScopedValue.where(SCOPED, -1).call(() -> {
                        Thread.sleep(1);
                        return SCOPED.get();
                    });
                    assertEquals(-1, inner);
                    Thread.yield();
                    return SCOPED.get();
                });
                assertFalse(SCOPED.isBound(), "still bound");
                return seen;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_scopedValueIsNotBoundInThreadsThatAreStarted(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            assertFalse(kind.run(carriers, () -> ScopedValue.where(SCOPED, 1).call(() -> {
                AtomicReference<Boolean> bound = new AtomicReference<>();
                Thread.ofVirtual().start(() -> bound.set(SCOPED.isBound())).join();
                return bound.get() || carriers.scheduler().submit(SCOPED::isBound).get(SOON, TimeUnit.SECONDS);
            })));
        }
    }

    @Test
    void C79_scopedValueFollowsAFiberThatMoves() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            assertEquals(42, ThreadKind.EVENT_LOOP.run(carriers, () -> ScopedValue.where(SCOPED, 42).call(() -> {
                try (FiberGroup.Visit away = carriers.scheduler().group(FiberScheduler.DEDICATED).enter()) {
                    assertTrue(Carriers.carrierThread().startsWith("fiber-dedicated"));
                    return SCOPED.get();
                }
            })));
        }
    }

    interface Keeper {
        int keep(int number) throws Exception;
    }

    private static void assertEachKeepsItsOwn(ThreadKind kind, Carriers carriers, Keeper keeper) throws Exception {
        List<Future<Integer>> kept = new ArrayList<>();
        for (int i = 0; i < FIBERS; i++) {
            int number = i;
            kept.add(kind.submit(carriers, () -> keeper.keep(number)));
        }
        for (int i = 0; i < FIBERS; i++) {
            assertEquals(i, kept.get(i).get(SOON, TimeUnit.SECONDS));
        }
    }
}
