package io.quarkiverse.fiber.it.demo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Threads that work for others at one moment.
 *
 * @param waits how often each of them has waited for work until then; {@link #BUSY} while it has some
 */
public record Workers(Map<Long, Long> waits) {

    static final long BUSY = -1;

    /** The worker threads of Quarkus. */
    static Workers now() {
        return now("executor-thread-");
    }

    /** The threads that make the calls for fibers that would block an event loop. */
    static Workers ofFibers() {
        return now("fiber-offload-");
    }

    private static Workers now(String prefix) {
        ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
        return new Workers(Arrays.stream(jvm.getThreadInfo(jvm.getAllThreadIds()))
                .filter(Objects::nonNull) // has just ended
                .filter(thread -> thread.getThreadName().startsWith(prefix))
                .collect(Collectors.toMap(ThreadInfo::getThreadId, Workers::waits)));
    }

    private static long waits(ThreadInfo thread) {
        return switch (thread.getThreadState()) {
            case WAITING, TIMED_WAITING -> thread.getWaitedCount();
            default -> BUSY;
        };
    }

    int count() {
        return waits.size();
    }

    /** How many have had work since then: the new ones, those that have some now, and those that wait again. */
    long usedSince(Workers before) {
        return waits.entrySet().stream()
                .filter(thread -> thread.getValue() == BUSY || !thread.getValue().equals(before.waits.get(thread.getKey())))
                .count();
    }
}
