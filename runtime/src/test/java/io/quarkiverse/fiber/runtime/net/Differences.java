package io.quarkiverse.fiber.runtime.net;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs programs twice: on plain sockets on a platform thread, and on others that should do the same. */
final class Differences {

    private static final int AT_ONCE = 6;
    private static final int LOOPS = 2;
    /** A difference counts at once, unless a stranger had a hand in it. */
    private static final int ATTEMPTS = 3;

    private Differences() {
    }

    /** Who makes the other sockets. */
    interface Subject {
        SocketMaker of(HookedIo hooked);
    }

    /** The programs that differ, each with its seed and its steps. */
    static String of(Row row, LongStream seeds, Subject subject) throws Exception {
        return of(row, seeds, subject, Program::of);
    }

    static String of(Row row, LongStream seeds, Subject subject, LongFunction<Program> programs) throws Exception {
        Queue<String> differences = new ConcurrentLinkedQueue<>();
        try (HookedIo hooked = new HookedIo(LOOPS);
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            SocketMaker maker = subject.of(hooked);
            seeds.forEach(seed -> workers.execute(() -> {
                String difference = difference(hooked, row, maker, programs.apply(seed));
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }));
        }
        return String.join("\n", differences);
    }

    private static String difference(HookedIo hooked, Row row, SocketMaker maker, Program program) {
        for (int attempt = 1;; attempt++) {
            List<String> plain = trace(hooked, Row.PLATFORM, SocketMaker.PLAIN, program);
            List<String> other = trace(hooked, row, maker, program);
            if (plain.equals(other)) {
                return "";
            }
            if (attempt == ATTEMPTS || !hasHeardAStranger(plain) && !hasHeardAStranger(other)) {
                return difference(program, plain, other);
            }
        }
    }

    /** The system gives the port of a closed socket to the next, to which a program beside may still send. */
    private static boolean hasHeardAStranger(List<String> trace) {
        return trace.stream().anyMatch(step -> step.contains(ProgramRun.UNKNOWN_PORT));
    }

    private static String difference(Program program, List<String> plain, List<String> other) {
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
