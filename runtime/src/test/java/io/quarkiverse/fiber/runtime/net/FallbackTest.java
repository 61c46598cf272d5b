package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/**
 * JVMs that do not let us into the JDK's channels, sockets, or anything: all works as ever, and one warning says what does not.
 */
class FallbackTest {

    private static final String ON_THE_JDKS_SCHEDULER = "Fibers run on the JDK's virtual thread scheduler";
    private static final String IN_SELECTORS = "Threads that are not fibers wait for hooked sockets in a selector of their own";
    private static final String NOT_HOOKED = "Sockets are not hooked";
    private static final String NO_DATAGRAMS = "Datagram sockets are not hooked";

    @Test
    void withoutTheJdksChannelsThreadsWaitInSelectorsOfTheirOwn() throws Exception {
        String output = run(List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET));
        assertSays(1, IN_SELECTORS, output);
        assertSays(1, ForkedJvm.OPEN_SUN_NIO_CH, output);
        assertSays(0, NOT_HOOKED, output);
        assertSays(0, NO_DATAGRAMS, output);
        assertSays(1, "hooked: true", output);
        assertSays(1, "datagrams hooked: yes", output);
    }

    @Test
    void withoutTheJdksSocketsTheyAreItsOwnAndNoProxyIsBypassed() throws Exception {
        String output = run(List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_SUN_NIO_CH));
        assertSays(0, IN_SELECTORS, output);
        assertSays(1, NOT_HOOKED, output);
        assertSays(1, NO_DATAGRAMS, output);
        assertSays(2, ForkedJvm.OPEN_JAVA_NET, output);
        assertSays(1, "hooked: false", output);
        assertSays(1, "datagrams hooked: no", output);
    }

    @Test
    void withoutAnythingEachPartSaysSoOnce() throws Exception {
        String output = run(List.of());
        assertSays(1, ON_THE_JDKS_SCHEDULER, output);
        assertSays(1, IN_SELECTORS, output);
        assertSays(1, NOT_HOOKED, output);
        assertSays(1, NO_DATAGRAMS, output);
    }

    private static String run(List<String> options) throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, options);
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.lastLine().equals("all as it should be"), result.output());
        return result.output();
    }

    private static void assertSays(int times, String what, String output) {
        assertEquals(times, output.split(what, -1).length - 1, what + " in " + output);
    }

    static final class Main {

        private static final int PROGRAMS = 100;
        /** For the JDK's pollers. */
        private static final int DESCRIPTORS = 8;

        public static void main(String[] arguments) throws Exception {
            long before = descriptors();
            for (Row row : List.of(Row.EVENT_LOOP, Row.DEFAULT_VIRTUAL, Row.PLATFORM)) {
                String differences = Differences.of(row, LongStream.range(0, PROGRAMS),
                        hooked -> SocketMaker.hooked(hooked.io));
                differences += Differences.of(row, LongStream.range(0, PROGRAMS / 5),
                        hooked -> SocketMaker.hooked(hooked.io), Program::ofDatagrams);
                check(differences.isEmpty(), row + " differs: " + differences);
                interrupt(row);
            }
            askTheProxy();
            awaitAChannel();
            receive();
            long left = descriptors() - before;
            check(left < DESCRIPTORS, left + " descriptors are left");
            System.out.println("all as it should be");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        /** Ends the wait of a virtual thread only; a platform thread waits on, and its flag stays. */
        private static void interrupt(Row row) throws Exception {
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, row)) {
                var reading = hooked.start(row, () -> {
                    try {
                        int read = pair.hooked().getInputStream().read();
                        return read + (Thread.interrupted() ? " and interrupted" : "");
                    } catch (SocketException e) {
                        return e.getMessage();
                    }
                }).parked();
                reading.thread().interrupt();
                if (!row.isVirtual()) {
                    reading.parked();
                    pair.peer().getOutputStream().write(7);
                }
                String expected = row.isVirtual() ? "Closed by interrupt" : "7 and interrupted";
                check(reading.get().equals(expected), row + ": " + reading.get());
            }
        }

        private static void askTheProxy() throws Exception {
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                    ServerSocket target = HookedIo.plainListener();
                    SocksServer socks = new SocksServer();
                    Socket socket = HookedSockets.open(hooked.io, socks.proxy())) {
                System.out.println("hooked: " + (socket instanceof HookedSocket));
                socket.connect(HookedIo.addressOf(target));
                check(socks.asked.get().equals(HookedIo.addressOf(target)), "the proxy was asked for " + socks.asked.get());
            }
        }

        private static void awaitAChannel() throws Exception {
            for (Row row : List.of(Row.EVENT_LOOP, Row.DEFAULT_VIRTUAL, Row.PLATFORM)) {
                Pipe pipe = Pipe.open();
                try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); var source = pipe.source(); var sink = pipe.sink()) {
                    source.configureBlocking(false);
                    var waiting = hooked.start(row,
                            () -> hooked.manager.await(source, SelectionKey.OP_READ, IoManager.FOREVER));
                    while (hooked.manager.pendingEvents() == 0) {
                        check(!waiting.future().isDone(), row + " does not wait for a channel");
                        Thread.sleep(1);
                    }
                    sink.write(ByteBuffer.allocate(1));
                    check(waiting.get() == SelectionKey.OP_READ, row + " is not told of a channel");
                }
            }
        }

        private static void receive() throws Exception {
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); DatagramPair pair = DatagramPair.of(hooked)) {
                System.out.println("datagrams hooked: " + (pair.hooked() instanceof HookedDatagramSocket ? "yes" : "no"));
                var receiving = hooked.start(Row.EVENT_LOOP, () -> pair.receive(1)).parked();
                pair.peerSends(new byte[1]);
                check(receiving.get().getLength() == 1, "no datagram");
            }
        }

        /** Sockets and selectors; the JVM opens jars whenever it likes. */
        private static long descriptors() throws IOException {
            try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
                return all.filter(Files::isSymbolicLink).filter(descriptor -> !isFile(descriptor)).count();
            }
        }

        private static boolean isFile(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).isAbsolute();
            } catch (IOException e) {
                return true; // that of the list
            }
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                System.out.println(otherwise);
                System.out.flush();
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
