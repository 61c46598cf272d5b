package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements 28 to 31 and 50 to 55 of the conformance list, for hooked channels at selectors of the application's. */
class SelectorConformanceTest {

    @ParameterizedTest
    @EnumSource
    void C55_selectReportsAHookedChannelAndParks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                Selector selector = Selector.open()) {
            pair.hooked().configureBlocking(false);
            SelectionKey key = HookedChannels.register(pair.hooked(), selector, SelectionKey.OP_READ, "attached");
            var selecting = hooked.start(row, () -> selector.select()).parked();
            pair.peerSends(4);
            assertEquals(1, selecting.get());
            assertSame(key, selector.selectedKeys().iterator().next());
            assertSame(pair.hooked(), HookedChannels.channelOf(key));
            assertEquals("attached", key.attachment());
            assertEquals(4, hooked.run(row, pair::read));
        }
    }

    /** As servers are written: what is accepted is known by its key only. */
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C55_serverOverASelectorEchoes(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                Selector selector = Selector.open();
                ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)).configureBlocking(false);
            HookedChannels.register(listener, selector, SelectionKey.OP_ACCEPT, null);
            int port = listener.socket().getLocalPort();
            var serving = hooked.start(row, () -> {
                while (true) {
                    selector.select();
                    for (SelectionKey key : selector.selectedKeys()) {
                        if (key.isAcceptable()) {
                            SocketChannel accepted = ((ServerSocketChannel) HookedChannels.channelOf(key)).accept();
                            accepted.configureBlocking(false);
                            HookedChannels.register(accepted, selector, SelectionKey.OP_READ, null);
                        } else {
                            SocketChannel channel = (SocketChannel) HookedChannels.channelOf(key);
                            ByteBuffer bytes = ByteBuffer.allocate(100);
                            if (channel.read(bytes) < 0) {
                                channel.close();
                                return null;
                            }
                            channel.write(bytes.flip());
                        }
                    }
                    selector.selectedKeys().clear();
                }
            });
            try (Socket client = new Socket(HookedIo.LOOPBACK, port)) {
                client.setSoTimeout(20_000);
                for (int i = 0; i < 10; i++) {
                    System.gc(); // nobody but the key may keep the channel open
                    client.getOutputStream().write(i);
                    assertEquals(i, client.getInputStream().read());
                }
            }
            serving.get();
        }
    }

    @Test
    void C29_keysOfTheApplicationAreItsOwn() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP);
                Selector selector = Selector.open();
                Selector other = Selector.open()) {
            var reading = hooked.start(Row.EVENT_LOOP, pair::read).parked(); // with a key at the loop
            pair.peerSends(1);
            reading.get();
            assertFalse(HookedChannels.isRegistered(pair.hooked()));
            assertThrows(IllegalBlockingModeException.class, () -> register(pair.hooked(), selector));
            pair.hooked().configureBlocking(false);
            assertThrows(IllegalArgumentException.class,
                    () -> HookedChannels.register(pair.hooked(), selector, SelectionKey.OP_ACCEPT, null));
            SelectionKey key = register(pair.hooked(), selector);
            assertTrue(HookedChannels.isRegistered(pair.hooked()));
            assertSame(key, HookedChannels.keyFor(pair.hooked(), selector));
            assertNull(HookedChannels.keyFor(pair.hooked(), other));
            assertSame(key, HookedChannels.register(pair.hooked(), selector, SelectionKey.OP_WRITE, "again"));
            assertEquals(SelectionKey.OP_WRITE, key.interestOps());
            assertEquals("again", key.attachment());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C30_registeredChannelCannotBlockUntilItsKeysAreCancelledAndThenParks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                Selector selector = Selector.open()) {
            pair.hooked().configureBlocking(false);
            SelectionKey key = register(pair.hooked(), selector);
            assertThrows(IllegalBlockingModeException.class, () -> pair.hooked().configureBlocking(true));
            assertFalse(pair.hooked().isBlocking());
            key.cancel();
            pair.hooked().configureBlocking(true);
            assertTrue(HookedChannels.isRegistered(pair.hooked()), "until the next select");
            selector.selectNow();
            assertFalse(HookedChannels.isRegistered(pair.hooked()));
            assertNull(HookedChannels.keyFor(pair.hooked(), selector));
            var reading = hooked.start(row, pair::read).parked();
            pair.peerSends(2);
            assertEquals(2, reading.get());
            pair.hooked().configureBlocking(false);
            register(pair.hooked(), selector);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C53_closeOfTheChannelCancelsItsKeys(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                Selector selector = Selector.open()) {
            pair.hooked().configureBlocking(false);
            SelectionKey key = register(pair.hooked(), selector);
            hooked.run(row, () -> {
                pair.hooked().close();
                return null;
            });
            assertFalse(key.isValid());
            assertThrows(CancelledKeyException.class, key::interestOps);
            assertThrows(ClosedChannelException.class, () -> register(pair.hooked(), selector));
            selector.selectNow();
            assertTrue(selector.keys().isEmpty());
            assertEquals(-1, pair.peer().getInputStream().read());
            assertFalse(HookedChannels.channelOf(key).isOpen());
        }
    }

    /** Code that is not hooked gets the channel within from a key. */
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void channelThatIsClosedThroughItsKeyIsClosedAtTheNextOperation(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                Selector selector = Selector.open()) {
            pair.hooked().configureBlocking(false);
            register(pair.hooked(), selector).channel().close();
            hooked.run(row, () -> {
                assertThrows(ClosedChannelException.class, pair::read);
                assertFalse(pair.hooked().isOpen());
                return null;
            });
            assertTrue(hooked.io.table().describe().isEmpty());
        }
    }

    @Test
    void C54_twoSelectorsAreBothNotified() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP);
                Selector first = Selector.open();
                Selector second = Selector.open()) {
            pair.hooked().configureBlocking(false);
            register(pair.hooked(), first);
            register(pair.hooked(), second);
            var selecting = hooked.start(Row.EVENT_LOOP, () -> first.select()).parked();
            var selectingToo = hooked.start(Row.DEFAULT_VIRTUAL, () -> second.select()).parked();
            pair.peerSends(1);
            assertEquals(1, selecting.get());
            assertEquals(1, selectingToo.get());
        }
    }

    @Test
    void bothEndsOfAPipeAndDatagramsAreSelected() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                Selector selector = Selector.open();
                var datagrams = HookedChannels.datagrams(hooked.io)) {
            Pipe pipe = HookedChannels.pipe(hooked.io);
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
            datagrams.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)).configureBlocking(false);
            SelectionKey source = HookedChannels.register(pipe.source(), selector, SelectionKey.OP_READ, null);
            SelectionKey sink = HookedChannels.register(pipe.sink(), selector, SelectionKey.OP_WRITE, null);
            SelectionKey receiver = HookedChannels.register(datagrams, selector, SelectionKey.OP_READ, null);
            assertEquals(1, selector.selectNow());
            assertTrue(sink.isWritable());
            pipe.sink().write(ByteBuffer.allocate(1));
            datagrams.send(ByteBuffer.allocate(1), datagrams.getLocalAddress());
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!source.isReadable() || !receiver.isReadable()) {
                assertTrue(System.nanoTime() < until);
                selector.select(100);
            }
            assertSame(pipe.source(), HookedChannels.channelOf(source));
            assertSame(pipe.sink(), HookedChannels.channelOf(sink));
            assertSame(datagrams, HookedChannels.channelOf(receiver));
            pipe.source().close();
            pipe.sink().close();
        }
    }

    /** What the guide says of code that is not hooked. */
    @Test
    void selectorTakesNoHookedChannelFromCodeThatIsNotHooked() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                SocketChannel channel = HookedChannels.open(hooked.io);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            assertThrows(IllegalSelectorException.class, () -> channel.register(selector, SelectionKey.OP_CONNECT));
        }
    }

    private static SelectionKey register(SocketChannel channel, Selector selector) throws IOException {
        return HookedChannels.register(channel, selector, SelectionKey.OP_READ, null);
    }
}
