package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Hazard 34: a fiber opens a socket and waits for its data while it holds a lock that its loop wants. */
class OpenUnderLockTest {

    private static final Duration BOUND = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch loopGotIt = new CountDownLatch(1);

    @Test
    void socketIsOpenedAndReadAlthoughTheLoopWaitsForTheLock() throws Exception {
        Duration bound = TimeBounds.scaled(BOUND);
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = HookedIo.plainListener()) {
            var opening = openUnderLock(hooked, listener);
            haveTheLoopWantTheLock(hooked);
            assertTrue(loopGotIt.await(bound.toMillis(), TimeUnit.MILLISECONDS), "the loop still waits after " + bound);
            assertEquals(42, opening.get());
        }
    }

    @Test
    void brokenTwinWithoutRescueHangs() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); ServerSocket listener = HookedIo.plainListener()) {
            Thread loop = hooked.loops.next().submit(Thread::currentThread).get();
            var opening = openUnderLock(hooked, listener);
            haveTheLoopWantTheLock(hooked);
            assertFalse(loopGotIt.await(1, TimeUnit.SECONDS), "the deadlock that rescue is for has not happened");
            loop.interrupt();
            assertEquals(42, opening.get(), "something else than the loop was in the way");
        }
    }

    /** The peer answers when the fiber waits already, or there would be nothing to wait for. */
    private HookedIo.Task<Integer> openUnderLock(HookedIo hooked, ServerSocket listener) throws Exception {
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket peer = listener.accept()) {
                Thread.sleep(30);
                peer.getOutputStream().write(42);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        var opening = hooked.start(Row.EVENT_LOOP, () -> {
            lock.lock();
            try {
                held.countDown();
                wanted.await();
                try (Socket socket = hooked.connect(HookedIo.addressOf(listener))) {
                    return socket.getInputStream().read();
                }
            } finally {
                lock.unlock();
            }
        });
        assertTrue(held.await(5, TimeUnit.SECONDS));
        return opening;
    }

    private void haveTheLoopWantTheLock(HookedIo hooked) throws InterruptedException {
        hooked.loops.next().execute(() -> {
            try {
                lock.lockInterruptibly();
                lock.unlock();
                loopGotIt.countDown();
            } catch (InterruptedException e) {
                return; // the twin ends its deadlock
            }
        });
        while (!lock.hasQueuedThreads()) {
            Thread.sleep(1);
        }
        wanted.countDown();
    }
}
