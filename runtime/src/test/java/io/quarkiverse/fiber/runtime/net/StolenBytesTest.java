package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statement 45 of the conformance list, hazard 7: a socket is closed under its reader, and the next connection, which often
 * has the same descriptor number, has data at once.
 */
class StolenBytesTest {

    private static final Reader HOOKED = (socket, next) -> socket.getInputStream().read();

    /** Remembers the number, as hooks in C do, and looks there again when the close has woken it. */
    private static final Reader BROKEN = (socket, next) -> {
        int number = Descriptors.numberOf(socket);
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            int stolen = Descriptors.numberOf(next.get()) == number ? Descriptors.readFrom(number) : -1;
            if (stolen < 0) {
                throw e;
            }
            return stolen;
        }
    };

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_CARRIERS")
    void C45_readerOfAClosedSocketNeverSeesTheNextConnectionsData(Row row) throws Exception {
        assertNothingIsStolen(row, 500);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_CARRIERS")
    void C45_readerOfAClosedSocketNeverSeesTheNextConnectionsDataInManyRounds(Row row) throws Exception {
        assertNothingIsStolen(row, 100_000);
    }

    @Test
    void brokenTwinThatReadsByNumberSteals() throws Exception {
        Rounds rounds = new Rounds(Row.PLATFORM, BROKEN);
        rounds.run(200);
        assertTrue(rounds.stolen >= 0, "nothing was stolen in " + rounds.reused + " rounds with a number that was used again");
    }

    private static void assertNothingIsStolen(Row row, int count) throws Exception {
        Rounds rounds = new Rounds(row, HOOKED);
        rounds.run(count);
        assertEquals(-1, rounds.stolen, "the byte that was stolen");
        assertTrue(rounds.reused > count / 10, "only " + rounds.reused + " numbers of " + count + " were used again");
    }

    private interface Reader {

        int read(Socket socket, Future<Socket> next) throws Exception;
    }

    /** Closes and reconnects until a byte is stolen. */
    private static final class Rounds {

        private final Row row;
        private final Reader reader;

        /** How many connections had the number of the one before. */
        int reused;
        int stolen = -1;

        Rounds(Row row, Reader reader) {
            this.row = row;
            this.reader = reader;
        }

        void run(int count) throws Exception {
            try (HookedIo hooked = new HookedIo(row); ServerSocket listener = HookedIo.plainListener()) {
                Socket socket = hooked.connect(HookedIo.addressOf(listener));
                Socket peer = listener.accept();
                for (int round = 0; round < count && stolen < 0; round++) {
                    Socket closing = socket;
                    int number = Descriptors.numberOf(closing);
                    CompletableFuture<Socket> next = new CompletableFuture<>();
                    var reading = hooked.start(row, () -> reader.read(closing, next));
                    if (round % 2 == 0) {
                        reading.parked();
                    }
                    closing.setSoLinger(round % 3 > 0, 0); // so that the number is free at once
                    closing.close();

                    socket = hooked.connect(HookedIo.addressOf(listener));
                    reset(peer);
                    peer = listener.accept();
                    peer.getOutputStream().write(round);
                    reused += Descriptors.numberOf(socket) == number ? 1 : 0;
                    next.complete(socket);

                    stolen = resultOf(reading);
                    if (stolen < 0) {
                        Socket connected = socket;
                        assertEquals(round & 0xff, hooked.run(row, () -> connected.getInputStream().read()));
                    }
                }
                socket.close();
                peer.close();
            }
        }

        private static int resultOf(HookedIo.Task<Integer> reading) throws Exception {
            try {
                return reading.get();
            } catch (SocketException e) {
                assertTrue(e.getMessage().equals("Socket closed") || e.getMessage().equals("Socket is closed"), e.getMessage());
                return -1;
            }
        }

        /** Or the connections that have ended would use all ports up. */
        private static void reset(Socket peer) throws Exception {
            peer.setSoLinger(true, 0);
            peer.close();
        }
    }
}
