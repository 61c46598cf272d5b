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

/** What a JVM keeps on its heap, as text that one process writes and another one reads. */
public record LiveHeap(long bytes, Map<String, Long> bytesByClass) {

    private static final int COLLECTIONS = 3;
    private static final Pattern USED = Pattern.compile("live heap (\\d+)");
    /** A line of the JVM's histogram: number, instances, bytes, class. */
    private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
    private static final String END = "end of live heap";

    /** Collects all garbage and writes what is left. More than once, because references of some kinds outlive a collection. */
    static void write() throws JMException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        System.out.println("live heap " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        System.out.print(ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] { new String[0] }, new String[] { String[].class.getName() }));
        System.out.println(END);
    }

    /** @throws IOException if the process has ended before it has written all */
    public static LiveHeap read(BufferedReader output) throws IOException {
        long used = 0;
        Map<String, Long> classes = new LinkedHashMap<>();
        for (String line; (line = output.readLine()) != null && !line.equals(END);) {
            Matcher total = USED.matcher(line);
            Matcher one = CLASS.matcher(line);
            if (total.matches()) {
                used = Long.parseLong(total.group(1));
            } else if (one.matches()) {
                classes.merge(one.group(2), Long.parseLong(one.group(1)), Long::sum);
            }
        }
        if (classes.isEmpty()) {
            throw new IOException("The process that is measured has ended");
        }
        return new LiveHeap(used, classes);
    }
}
