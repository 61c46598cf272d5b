package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import javax.net.SocketFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Hooks;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.DatagramChannelHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramSocketHooks;
import io.quarkiverse.fiber.runtime.hook.MulticastSocketHooks;
import io.quarkiverse.fiber.runtime.hook.PipeHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketHooks;
import io.quarkiverse.fiber.runtime.hook.SocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SocketHooks;
import io.quarkiverse.fiber.runtime.hook.ThreadHooks;
import io.quarkiverse.fiber.runtime.hook.TimeUnitHooks;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 7 of the conformance list and hazard 18: what substituted calls do, with an application, without, and after it. */
class HooksConformanceTest {

    private static final Duration SLEEP = Duration.ofMillis(20);
    private static final Duration BOUND = Duration.ofMillis(50);

    interface Sleep {
        void sleep() throws InterruptedException;
    }

    /** On a fiber as well: a hook answers as the JDK's call would on any virtual thread. */
    @ParameterizedTest
    @EnumSource
    void C07_hookedCallAnswersAsTheJdks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io)) {
            assertNoneDiffers(row, hooked);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "DEFAULT_VIRTUAL", "PLATFORM" })
    void C07_hookedCallAnswersAsTheJdksWhileNoApplicationRuns(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            assertNoneDiffers(row, hooked);
        }
    }

    private static void assertNoneDiffers(Row row, HookedIo hooked) throws Exception {
        Row plain = row.isVirtual() ? Row.DEFAULT_VIRTUAL : Row.PLATFORM;
        try (HookCalls calls = new HookCalls()) {
            for (HookCalls.Call call : calls.all()) {
                for (boolean interrupted : new boolean[] { false, true }) {
                    String expected = hooked.run(plain, () -> calls.answer(call.jdk(), interrupted));
                    assertEquals(expected, hooked.run(row, () -> calls.answer(call.hook(), interrupted)),
                            () -> call.text() + (interrupted ? " of a thread that is interrupted" : ""));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C07_hookedSleepTakesItsTimeWhateverUnparksItsThread(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io)) {
            List<Sleep> sleeps = List.of(() -> ThreadHooks.sleep(SLEEP.toMillis()),
                    () -> ThreadHooks.sleep(SLEEP.toMillis(), 0), () -> ThreadHooks.sleep(SLEEP),
                    () -> TimeUnitHooks.sleep(TimeUnit.NANOSECONDS, SLEEP.toNanos()));
            for (Sleep sleep : sleeps) {
                long started = System.nanoTime();
                var sleeping = hooked.start(row, () -> {
                    sleep.sleep();
                    return null;
                });
                LockSupport.unpark(sleeping.thread());
                sleeping.get();
                TimeBounds.assertTook(SLEEP, BOUND, Duration.ofNanos(System.nanoTime() - started));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void C07_socketsThatHooksMakeBehaveAsTheJdks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io)) {
            assertEquals("", Differences.of(row, LongStream.range(1_000, 1_050), any -> SocketMaker.HOOKS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void C07_channelsThatHooksMakeBehaveAsTheJdks(Row row) throws Exception {
        try (HookedIo unused = new HookedIo(row); HooksInUse use = new HooksInUse(unused.io)) {
            assertEquals("", Differences.of(row, LongStream.range(1_000, 1_050), hooked -> {
                new HooksInUse(hooked.io); // channels have to be of the application whose fibers use them
                return SocketMaker.HOOKS;
            }, Program::ofChannels));
        }
    }

    @Test
    void hooksMakeTheJdksOwnBeforeTheStartAndAfterTheStop() throws Exception {
        assertMakeTheJdksOwn();
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); HooksInUse use = new HooksInUse(hooked.io)) {
            assertMakeHooked();
        }
        assertMakeTheJdksOwn();
    }

    private static void assertMakeHooked() throws Exception {
        assertNotSame(SocketFactory.getDefault(), SocketFactoryHooks.getDefault());
        try (Socket socket = SocketHooks.create();
                ServerSocket listener = ServerSocketHooks.create();
                DatagramSocket datagrams = DatagramSocketHooks.create();
                MulticastSocket multicast = MulticastSocketHooks.create()) {
            assertNotEquals(Socket.class, socket.getClass());
            assertNotEquals(ServerSocket.class, listener.getClass());
            assertNotEquals(DatagramSocket.class, datagrams.getClass());
            assertNotEquals(MulticastSocket.class, multicast.getClass());
        }
        for (Channel channel : channels()) {
            assertInstanceOf(HookedChannel.class, channel);
            channel.close();
        }
    }

    private static void assertMakeTheJdksOwn() throws Exception {
        assertSame(SocketFactory.getDefault(), SocketFactoryHooks.getDefault());
        try (Socket socket = SocketHooks.create();
                ServerSocket listener = ServerSocketHooks.create();
                DatagramSocket datagrams = DatagramSocketHooks.create();
                MulticastSocket multicast = MulticastSocketHooks.create()) {
            assertEquals(Socket.class, socket.getClass());
            assertEquals(ServerSocket.class, listener.getClass());
            assertEquals(DatagramSocket.class, datagrams.getClass());
            assertEquals(MulticastSocket.class, multicast.getClass());
        }
        for (Channel channel : channels()) {
            assertFalse(channel instanceof HookedChannel);
            channel.close();
        }
    }

    private static List<Channel> channels() throws Exception {
        Pipe pipe = PipeHooks.open();
        return List.of(SocketChannelHooks.open(), ServerSocketChannelHooks.open(), DatagramChannelHooks.open(), pipe.source(),
                pipe.sink());
    }

    @ParameterizedTest
    @EnumSource
    void hooksAnswerAsTheJdksCallsAndMakeItsOwnWhileTheyAreOff(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                HookCalls calls = new HookCalls()) {
            Row plain = row.isVirtual() ? Row.DEFAULT_VIRTUAL : Row.PLATFORM;
            for (HookCalls.Call call : calls.all()) {
                assertEquals(hooked.run(plain, () -> calls.answer(call.jdk(), false)),
                        hooked.run(row, () -> Hooks.OFF.call(() -> calls.answer(call.hook(), false))), call::text);
            }
            hooked.run(row, () -> Hooks.OFF.call(() -> {
                assertMakeTheJdksOwn();
                return null;
            }));
        }
    }

    @Test
    void switchCountsForItsBlockOnlyAlsoOverAParkAndAfterAnException() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); HooksInUse use = new HooksInUse(hooked.io)) {
            CountDownLatch otherIsDone = new CountDownLatch(1);
            var switching = hooked.start(Row.EVENT_LOOP, () -> {
                assertThrows(IllegalStateException.class, () -> Hooks.OFF.call(() -> {
                    otherIsDone.await();
                    assertMakeTheJdksOwn();
                    Hooks.ON.call(() -> {
                        assertMakeHooked();
                        return null;
                    });
                    assertMakeTheJdksOwn();
                    throw new IllegalStateException();
                }));
                assertMakeHooked();
                return null;
            }).parked();
            hooked.run(Row.EVENT_LOOP, () -> {
                assertMakeHooked();
                return null;
            });
            otherIsDone.countDown();
            switching.get();
        }
    }

    /** As a library keeps it in a static field, over a reload in dev mode. */
    @Test
    void factoryThatOutlivesTheApplicationMakesTheJdksOwn() throws Exception {
        SocketFactory kept;
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); HooksInUse use = new HooksInUse(hooked.io)) {
            kept = SocketFactoryHooks.getDefault();
        }
        try (Socket socket = kept.createSocket()) {
            assertEquals(Socket.class, socket.getClass());
        }
    }

    /** The check of the others. */
    @Test
    void eachHookIsCalled() throws Exception {
        try (HookCalls calls = new HookCalls()) {
            List<String> called = calls.all().stream().map(HookCalls.Call::text).toList();
            for (String hook : HookCalls.signatures()) {
                assertTrue(called.stream().anyMatch(call -> call.startsWith(hook)), hook + " is not called");
            }
            assertFalse(called.isEmpty());
        }
    }
}
