package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statement 80 of the conformance list: several threads use one stream. */
class SharedStreamConformanceTest {

    private static final int THREADS = 8;
    private static final int TURNS = 20;
    /** More than there is room for, so that each write waits. */
    private static final int LENGTH = 100_000;

    @ParameterizedTest
    @EnumSource
    void C80_writesOfSeveralThreadsStayWhole(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            List<HookedIo.Task<Void>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                byte[] block = new byte[LENGTH];
                Arrays.fill(block, (byte) i);
                writers.add(hooked.start(row, () -> {
                    for (int turn = 0; turn < TURNS; turn++) {
                        pair.hooked().getOutputStream().write(block);
                    }
                    return null;
                }));
            }
            int[] blocks = new int[THREADS];
            byte[] expected = new byte[LENGTH];
            for (int i = 0; i < THREADS * TURNS; i++) {
                byte[] block = pair.peer().getInputStream().readNBytes(LENGTH);
                Arrays.fill(expected, block[0]);
                assertArrayEquals(expected, block);
                blocks[block[0]]++;
            }
            for (HookedIo.Task<Void> writer : writers) {
                writer.get();
            }
            assertEquals(THREADS, Arrays.stream(blocks).filter(count -> count == TURNS).count());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C80_readsOfSeveralThreadsInTurnKeepTheOrder(Row row) throws Exception {
        byte[] sent = new byte[THREADS * LENGTH];
        new Random(1).nextBytes(sent);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        Lock turn = new ReentrantLock();
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            InputStream in = pair.hooked().getInputStream();
            List<HookedIo.Task<Void>> readers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                readers.add(hooked.start(row, () -> {
                    byte[] some = new byte[1_000];
                    for (int read = 0; read < LENGTH; read += some.length) {
                        turn.lock();
                        try {
                            in.readNBytes(some, 0, some.length);
                            received.write(some);
                        } finally {
                            turn.unlock();
                        }
                    }
                    return null;
                }));
            }
            pair.peer().getOutputStream().write(sent);
            for (HookedIo.Task<Void> reader : readers) {
                reader.get();
            }
            assertArrayEquals(sent, received.toByteArray());
        }
    }
}
