package io.quarkiverse.fiber.it.demo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The worker threads of Quarkus at one moment, and how often each had waited for work until then. */
record Workers(Map<Long, Long> waits) {

    static Workers now() {
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().getThreadInfo(
                ManagementFactory.getThreadMXBean().getAllThreadIds());
        return new Workers(Arrays.stream(threads)
                .filter(Objects::nonNull) // has just ended
                .filter(thread -> thread.getThreadName().startsWith("executor-thread-"))
                .collect(Collectors.toMap(ThreadInfo::getThreadId, ThreadInfo::getWaitedCount)));
    }

    int count() {
        return waits.size();
    }

    /** How many have had work since: the new ones, and those that wait again. */
    long usedSince() {
        return now().waits.entrySet().stream().filter(now -> !now.getValue().equals(waits.get(now.getKey()))).count();
    }
}
