package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.net.HookedIo.Task;

/** Hazard 38: descriptors that are used from several loops do not have them armed and disarmed for each use. */
class SharedPoolTest {

    private static final int CONNECTIONS = 8;
    private static final int FIBERS = 16;
    private static final int CALLS = 500;

    /** To arm and to disarm for each call would be two. */
    private static final double MOST_CHANGES_PER_CALL = 0.5;

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void callsOverPooledConnectionsHardlyChangeWhatLoopsLookFor(int loops) throws Exception {
        try (HookedIo hooked = new HookedIo(loops); ServerSocket echo = HookedIo.plainListener()) {
            ConcurrentLinkedQueue<Socket> pool = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                pool.add(hooked.connect(HookedIo.addressOf(echo)));
                Socket peer = echo.accept();
                Thread.ofPlatform().daemon().start(() -> echo(peer));
            }
            run(hooked, loops, pool, CALLS / 10); // each descriptor has been armed for the first time
            long before = hooked.io.interestChanges();
            run(hooked, loops, pool, CALLS);
            double changes = (double) (hooked.io.interestChanges() - before) / (FIBERS * CALLS);
            assertTrue(changes <= MOST_CHANGES_PER_CALL, changes + " changes for each call");
            for (Socket socket : pool) {
                socket.close();
            }
        }
    }

    private static void run(HookedIo hooked, int loops, ConcurrentLinkedQueue<Socket> pool, int calls) throws Exception {
        List<Task<Void>> callers = new ArrayList<>();
        for (int i = 0; i < FIBERS; i++) {
            callers.add(hooked.startOn(FiberScheduler.EVENT_LOOP + "-" + i % loops, () -> {
                for (int call = 0; call < calls; call++) {
                    call(pool);
                }
                return null;
            }));
        }
        for (Task<Void> caller : callers) {
            caller.get();
        }
    }

    private static void call(ConcurrentLinkedQueue<Socket> pool) throws IOException {
        Socket socket;
        while ((socket = pool.poll()) == null) {
            Thread.yield();
        }
        socket.getOutputStream().write(1);
        socket.getInputStream().read();
        pool.add(socket);
    }

    private static void echo(Socket peer) {
        try (peer) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
