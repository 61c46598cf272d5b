package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs of socket operations do the same on a plain socket on a platform thread and on a hooked one on a fiber or
 * elsewhere; {@link Outcome} says in what they may differ. {@code -Dseed=} runs one.
 */
class DifferentialTest {

    private static final int AT_ONCE = 6;
    private static final int LOOPS = 2;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void programsDoTheSameOnHookedSockets(Row row) throws Exception {
        assertNoneDiffers(row, 500);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void manyProgramsDoTheSameOnHookedSockets(Row row) throws Exception {
        assertNoneDiffers(row, 20_000);
    }

    @Test
    void brokenTwinThatNeverResetsDiffers() throws Exception {
        assertNotEquals("", differences(Row.EVENT_LOOP, LongStream.range(0, 200), hooked -> new SocketMaker() {
            @Override
            public Socket open() {
                return new Socket() {
                    @Override
                    public void setSoLinger(boolean on, int seconds) throws SocketException {
                        super.setSoLinger(on, Math.max(seconds, 1));
                    }
                };
            }
        }));
    }

    private static void assertNoneDiffers(Row row, int seeds) throws Exception {
        Long seed = Long.getLong("seed");
        LongStream all = seed == null ? LongStream.range(0, seeds) : LongStream.of(seed);
        assertEquals("", differences(row, all, hooked -> SocketMaker.hooked(hooked.io)));
    }

    private interface Subject {
        SocketMaker of(HookedIo hooked);
    }

    /** The programs that differ, each with its seed and its steps. */
    private static String differences(Row row, LongStream seeds, Subject subject) throws Exception {
        Queue<String> differences = new ConcurrentLinkedQueue<>();
        try (HookedIo hooked = new HookedIo(LOOPS);
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            SocketMaker maker = subject.of(hooked);
            seeds.forEach(seed -> workers.execute(() -> {
                String difference = difference(hooked, row, maker, Program.of(seed));
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }));
        }
        return String.join("\n", differences);
    }

    private static String difference(HookedIo hooked, Row row, SocketMaker maker, Program program) {
        List<String> plain = trace(hooked, Row.PLATFORM, SocketMaker.PLAIN, program);
        List<String> other = trace(hooked, row, maker, program);
        if (plain.equals(other)) {
            return "";
        }
        StringBuilder text = new StringBuilder("seed " + program.seed());
        for (int i = 0; i < Math.max(plain.size(), other.size()); i++) {
            String expected = i < plain.size() ? plain.get(i) : "";
            String found = i < other.size() ? other.get(i) : "";
            text.append("\n  ").append(expected);
            if (!expected.equals(found)) {
                text.append("\n! ").append(found);
            }
        }
        return text.toString();
    }

    private static List<String> trace(HookedIo hooked, Row row, SocketMaker maker, Program program) {
        List<String> trace = new CopyOnWriteArrayList<>();
        try {
            hooked.run(row, () -> program.run(maker, trace));
        } catch (TimeoutException e) {
            trace.add("hangs");
        } catch (Exception | Error e) {
            trace.add("ends with " + e);
        }
        return List.copyOf(trace);
    }
}
