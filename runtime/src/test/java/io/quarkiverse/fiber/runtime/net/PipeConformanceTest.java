package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 57 of the conformance list, and of the others what pipes have of it. */
class PipeConformanceTest {

    private static final byte[] MORE_THAN_FITS = new byte[1024 * 1024];
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void C57_readParksUntilThereIsSomethingAndThenTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked)) {
            var reading = hooked.start(row, pipe::read).parked();
            pipe.sink().write(ByteBuffer.wrap(new byte[] { 5 }));
            assertEquals(5, reading.get());
            var ending = hooked.start(row, pipe::read).parked();
            pipe.sink().close();
            assertEquals(-1, ending.get());
            assertEquals(-1, hooked.run(row, pipe::read));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C57_largeWriteEndsWhileTheReaderRunsOnTheSameCarrier(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked)) {
            var writing = hooked.start(row, () -> pipe.sink().write(
                    new ByteBuffer[] { ByteBuffer.wrap(MORE_THAN_FITS), ByteBuffer.wrap(new byte[] { 9 }) })).parked();
            assertEquals(9, hooked.run(row, () -> {
                ByteBuffer room = ByteBuffer.allocate(MORE_THAN_FITS.length + 1);
                ByteBuffer[] rooms = { room.slice(0, 100), room.slice(100, room.capacity() - 100) };
                while (rooms[1].hasRemaining()) {
                    pipe.source().read(rooms);
                }
                return (int) room.get(MORE_THAN_FITS.length);
            }));
            assertEquals(MORE_THAN_FITS.length + 1, writing.get());
        }
    }

    /** Who stands in for the loop keeps the descriptor open until its next select, and the fiber that closes it from that. */
    @Test
    void writeFailsAfterTheCloseOfTheSourceAlsoWhileTheLoopIsStuck() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Ends pipe = Ends.of(hooked)) {
            CountDownLatch stuck = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            hooked.loops.next().execute(() -> {
                stuck.countDown();
                HookedIo.awaitUninterruptibly(release);
            });
            stuck.await();
            try {
                var closing = hooked.start(Row.EVENT_LOOP, () -> {
                    pipe.read();
                    pipe.source().close();
                    return assertThrows(IOException.class, () -> pipe.sink().write(ByteBuffer.wrap(new byte[1])));
                }).parked();
                pipe.sink().write(ByteBuffer.wrap(new byte[] { 5 }));
                assertEquals("Broken pipe", closing.get().getMessage());
            } finally {
                release.countDown();
            }
        }
    }

    /** The only carrier would be blocked otherwise. */
    @Test
    void C57_waitsLeaveTheCarrierToOthers() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); Ends pipe = Ends.of(hooked); Ends full = Ends.of(hooked)) {
            var reading = hooked.start(Row.EVENT_LOOP, pipe::read).parked();
            var writing = hooked.start(Row.EVENT_LOOP, full::writeMuch).parked();
            CountDownLatch ran = new CountDownLatch(1);
            hooked.fibers.scheduler().start(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS));
            pipe.sink().close();
            assertEquals(-1, reading.get());
            full.source().close();
            assertThrows(IOException.class, writing::get);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C23_readHasTheDefaultLimitAndTheSourceStaysUsable(Row row) throws Exception {
        var defaults = new DefaultLimits(Duration.ZERO, LIMIT, Duration.ZERO, Duration.ZERO);
        try (HookedIo hooked = new HookedIo(row, new TargetRules(List.of(), defaults)); Ends pipe = Ends.of(hooked)) {
            if (row.isFiber()) {
                hooked.run(row, () -> {
                    long started = System.nanoTime();
                    var timeout = assertThrows(SocketTimeoutException.class, pipe::read);
                    TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                    assertEquals("Read timed out after 200 ms: pipe (quarkus.fiber.io.read-timeout)", Elapsed.cut(timeout));
                    return null;
                });
            }
            pipe.sink().write(ByteBuffer.wrap(new byte[] { 3 }));
            assertEquals(3, hooked.run(row, pipe::read));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C39_writeHasTheDefaultLimitAndCutsThePipeOff(Row row) throws Exception {
        var defaults = new DefaultLimits(Duration.ZERO, Duration.ZERO, LIMIT, Duration.ZERO);
        try (HookedIo hooked = new HookedIo(row, new TargetRules(List.of(), defaults)); Ends pipe = Ends.of(hooked)) {
            var cutOff = assertThrows(SocketTimeoutException.class, () -> hooked.run(row, pipe::writeMuch));
            assertTrue(cutOff.bytesTransferred > 0);
            assertThrows(SocketException.class, () -> hooked.run(row, pipe::writeMuch));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsItsWaits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked); Ends full = Ends.of(hooked)) {
            var reading = hooked.start(row, Failure.of(pipe::read)).parked();
            var writing = hooked.start(row, Failure.of(full::writeMuch)).parked();
            long closed = System.nanoTime();
            pipe.source().close();
            full.sink().close();
            reading.get().assertIsPromptAfter(closed, null);
            writing.get().assertIsPromptAfter(closed, null);
            assertEquals(AsynchronousCloseException.class, reading.get().why().getClass());
            assertEquals(AsynchronousCloseException.class, writing.get().why().getClass());
            assertEquals(ClosedChannelException.class,
                    assertThrows(IOException.class, () -> hooked.run(row, pipe::read)).getClass());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptClosesTheEndOfWhoWaits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked)) {
            var reading = hooked.start(row, Failure.of(pipe::read)).parked();
            reading.thread().interrupt();
            assertInstanceOf(ClosedByInterruptException.class, reading.get().why());
            assertFalse(pipe.source().isOpen());
            assertTrue(pipe.sink().isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C30_nonBlockingModeReturnsAtOnceAndOffAgainParks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked)) {
            hooked.run(row, () -> {
                pipe.source().configureBlocking(false);
                pipe.sink().configureBlocking(false);
                assertEquals(0, pipe.source().read(ByteBuffer.allocate(1)));
                assertTrue(pipe.writeMuch() < MORE_THAN_FITS.length);
                assertEquals(0, pipe.writeMuch());
                pipe.source().read(ByteBuffer.allocate(MORE_THAN_FITS.length));
                pipe.source().configureBlocking(true);
                assertTrue(pipe.source().isBlocking());
                return null;
            });
            var reading = hooked.start(row, pipe::read).parked();
            pipe.sink().write(ByteBuffer.wrap(new byte[] { 5 }));
            assertEquals(5, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void streamsOfAPipeParkAlike(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends pipe = Ends.of(hooked)) {
            InputStream in = HookedChannels.input(pipe.source());
            var reading = hooked.start(row, () -> in.read()).parked();
            hooked.run(row, () -> {
                HookedChannels.output(pipe.sink()).write(new byte[] { 6 });
                return null;
            });
            assertEquals(6, reading.get());
        }
    }

    @Test
    void tableKnowsBothEnds() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Ends pipe = Ends.of(hooked)) {
            assertEquals(List.of(FdInfo.Kind.PIPE, FdInfo.Kind.PIPE),
                    hooked.io.table().describe().stream().map(FdInfo::kind).toList());
        }
    }

    private record Ends(Pipe.SourceChannel source, Pipe.SinkChannel sink) implements AutoCloseable {

        static Ends of(HookedIo hooked) throws IOException {
            Pipe pipe = HookedChannels.pipe(hooked.io);
            return new Ends(pipe.source(), pipe.sink());
        }

        /** One byte, or -1 at the end. */
        int read() throws IOException {
            ByteBuffer one = ByteBuffer.allocate(1);
            return source.read(one) < 0 ? -1 : one.get(0);
        }

        int writeMuch() throws IOException {
            return sink.write(ByteBuffer.wrap(MORE_THAN_FITS));
        }

        @Override
        public void close() throws IOException {
            source.close();
            sink.close();
        }
    }
}
