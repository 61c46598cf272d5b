package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a JVM keeps on its heap, as text that one process writes and another one reads. It is counted by objects: what a
 * collector calls used may have gaps, which it does not take the time to close.
 */
public record LiveHeap(Map<String, Long> bytesByClass) {

    private static final int COLLECTIONS = 3;
    /** A line of the JVM's histogram: number, instances, bytes, class. */
    private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
    /** The classes of the objects in gaps. */
    private static final String GAP = "jdk.internal.vm.Filler";
    private static final String END = "end of live heap";

    public long bytes() {
        return bytesByClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Collects all garbage and writes what is left. More than once, because references of some kinds outlive a collection. */
    static void write() throws JMException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        System.out.print(ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] { new String[0] }, new String[] { String[].class.getName() }));
        System.out.println(END);
    }

    /** @throws IOException if the process has ended before it has written all */
    public static LiveHeap read(BufferedReader output) throws IOException {
        Map<String, Long> classes = new LinkedHashMap<>();
        for (String line; (line = output.readLine()) != null && !line.equals(END);) {
            Matcher one = CLASS.matcher(line);
            if (one.matches() && !one.group(2).startsWith(GAP)) {
                classes.merge(one.group(2), Long.parseLong(one.group(1)), Long::sum);
            }
        }
        if (classes.isEmpty()) {
            throw new IOException("The process that is measured has ended");
        }
        return new LiveHeap(classes);
    }
}
