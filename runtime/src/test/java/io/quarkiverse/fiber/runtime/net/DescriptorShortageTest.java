package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.sun.management.OperatingSystemMXBean;

import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** Statement 21 of the conformance list, hazard 31: a connection that cannot be accepted stays ready all the time. */
class DescriptorShortageTest {

    private static final int DESCRIPTORS = 256;
    private static final long WINDOW_MILLIS = 1_000;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C21_acceptorDoesNotSpinWhileThereAreNoDescriptors(Row row) throws Exception {
        ForkedJvm.Result result = ForkedJvm.runWithDescriptors(DESCRIPTORS, Acceptor.class,
                List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET, ForkedJvm.OPEN_SUN_NIO_CH),
                row.name());
        assertEquals(0, result.exit(), result.output());
        String[] seen = result.lastLine().split(" ");
        int failures = Integer.parseInt(seen[0]);
        long cpuMillis = Long.parseLong(seen[1]);
        assertTrue(failures > 0 && failures <= 50, failures + " failures in a second");
        assertTrue(cpuMillis < WINDOW_MILLIS / 2, cpuMillis + " ms of CPU in a second");
    }

    /** Accepts in a loop, first with, then without, then with descriptors. */
    static final class Acceptor {

        public static void main(String[] arguments) throws Exception {
            Row row = Row.valueOf(arguments[0]);
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            AtomicInteger failures = new AtomicInteger();
            try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
                Callable<Socket> acceptor = () -> {
                    for (;;) {
                        try {
                            return listener.accept();
                        } catch (SocketException e) {
                            failures.incrementAndGet();
                        }
                    }
                };
                loadClasses(hooked, row, listener, acceptor);
                system.getProcessCpuTime();

                try (Socket peer = new Socket(HookedIo.LOOPBACK, listener.getLocalPort())) {
                    List<Closeable> taken = takeAllDescriptors();
                    var accepting = hooked.start(row, acceptor);
                    long cpu = system.getProcessCpuTime();
                    Thread.sleep(WINDOW_MILLIS);
                    cpu = system.getProcessCpuTime() - cpu;
                    int failed = failures.get();
                    for (Closeable descriptor : taken) {
                        descriptor.close();
                    }
                    try (Socket accepted = accepting.get()) {
                        accepted.getOutputStream().write(1);
                        peer.getInputStream().read();
                    }
                    System.out.println(failed + " " + cpu / 1_000_000);
                }
            }
        }

        private static void loadClasses(HookedIo hooked, Row row, ServerSocket listener, Callable<Socket> acceptor)
                throws Exception {
            listener.setSoTimeout(1);
            try {
                hooked.run(row, acceptor);
            } catch (SocketTimeoutException e) {
                listener.setSoTimeout(0);
            }
            new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
            hooked.run(row, acceptor).close();
        }

        private static List<Closeable> takeAllDescriptors() throws Exception {
            List<Closeable> taken = new ArrayList<>();
            for (;;) {
                try {
                    taken.add(new FileInputStream("/dev/null"));
                } catch (FileNotFoundException e) {
                    return taken;
                }
            }
        }
    }
}
