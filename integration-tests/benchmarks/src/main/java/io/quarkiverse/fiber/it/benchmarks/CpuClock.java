package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The CPU time that all threads of a process have used, user and system, those that have ended included.
 *
 * @param source where the figure comes from, for the report
 * @param nanos reads the clock
 */
record CpuClock(String source, LongSupplier nanos) {

    private static final long NANOS_PER_TICK = 10_000_000;

    /**
     * The kernel's CPU clock of the process where it can be read: it is exact to the nanosecond, whereas a tick of
     * {@code /proc/PID/stat} is 2 % of a slice.
     */
    static CpuClock of(long pid) {
        LongSupplier exact = processClock(pid);
        try {
            exact.getAsLong();
            return new CpuClock("clock_gettime on the server's CPU clock, in ns", exact);
        } catch (IllegalStateException e) {
            return ticks(pid);
        }
    }

    /** Utime and stime of {@code /proc/PID/stat}, in ticks of 10 ms. */
    static CpuClock ticks(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        return new CpuClock("/proc/PID/stat, in ticks of 10 ms", () -> {
            try {
                String text = Files.readString(stat);
                // The second field is the command in parentheses and may contain blanks; the third one follows it.
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static LongSupplier processClock(long pid) {
        // What clock_getcpuclockid(3) returns on Linux: the complement of the process id, and CPUCLOCK_SCHED.
        int clock = (int) (~pid << 3 | 2);
        Linker linker = Linker.nativeLinker();
        MethodHandle clockGettime = linker.downcallHandle(linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        MemorySegment timespec = Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES);
        return () -> {
            int error;
            try {
                error = (int) clockGettime.invokeExact(clock, timespec);
            } catch (Throwable e) {
                throw new AssertionError("A call of libc does not throw", e);
            }
            if (error != 0) {
                throw new IllegalStateException("The CPU clock of process " + pid + " cannot be read");
            }
            return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + timespec.get(ValueLayout.JAVA_LONG, Long.BYTES);
        };
    }
}
