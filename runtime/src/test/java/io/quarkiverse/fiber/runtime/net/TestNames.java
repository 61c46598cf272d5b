package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.fiber.boot.Builtin;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * Fibers whose lookups are offloaded, and in the place of the JDK's own resolver one that answers, keeps silent until it is
 * told to answer, or is slow.
 */
public final class TestNames implements AutoCloseable {

    static final Duration SLOW = Duration.ofMillis(400);
    static final OffloadPool.Settings POOL = new OffloadPool.Settings(64, 1000, Duration.ofSeconds(30));

    private static final Duration TICK = Duration.ofMillis(10);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final InetAddressResolver jdk;
    private final OffloadPool pool;
    private final NameLookups lookups;
    private final CountDownLatch answer = new CountDownLatch(1);

    /** The threads that have asked the JDK, by what they have asked for. */
    final Map<String, Thread> askers = new ConcurrentHashMap<>();

    private TestNames(OffloadPool.Settings settings, Supplier<Duration> limit) {
        pool = new OffloadPool(settings);
        lookups = new NameLookups(pool, limit);
        JvmResolver.use(lookups);
        jdk = Builtin.get();
        Builtin.set(new Scripted());
    }

    TestNames(OffloadPool.Settings settings, Duration limit) {
        this(settings, () -> limit);
    }

    TestNames(Supplier<Duration> limit) {
        this(POOL, limit);
    }

    public TestNames(Duration limit) {
        this(POOL, limit);
    }

    /** The broken twin: fibers look names up themselves. */
    void blockCarriers() {
        JvmResolver.leave(lookups);
    }

    /** A name that no cache knows. */
    private static String fresh(String kind) {
        return "host-" + NUMBERS.incrementAndGet() + "." + kind;
    }

    public static String silent() {
        return fresh("silent");
    }

    public static String slow() {
        return fresh("slow");
    }

    static String known() {
        return fresh("known");
    }

    static String unknown() {
        return fresh("unknown");
    }

    /** A name of the address that tests listen at. */
    static String loopback() {
        return "loopback-" + known();
    }

    static String slowLoopback() {
        return "loopback-" + slow();
    }

    /** Each other name has its own. */
    public static InetAddress addressOf(String name) throws UnknownHostException {
        if (name.startsWith("loopback-")) {
            return InetAddress.getByAddress(name, HookedIo.LOOPBACK.getAddress());
        }
        int number = Integer.parseInt(name.substring("host-".length(), name.indexOf('.')));
        return InetAddress.getByAddress(name, new byte[] { 127, 1, (byte) (number >> 8), (byte) number });
    }

    /** Has silent names be answered from now on. */
    void answer() {
        answer.countDown();
    }

    @Override
    public void close() {
        answer();
        JvmResolver.leave(lookups);
        pool.stop();
        Builtin.set(jdk);
    }

    private final class Scripted implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            askers.put(host, Thread.currentThread());
            if (host.endsWith(".silent")) {
                await(Duration.ofSeconds(30));
            } else if (host.endsWith(".slow")) {
                await(SLOW);
            } else if (host.endsWith(".unknown")) {
                throw new UnknownHostException("nobody knows it");
            } else if (!host.endsWith(".known")) {
                return jdk.lookupByName(host, policy);
            }
            return Stream.of(addressOf(host));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            askers.put(InetAddress.getByAddress(address).getHostAddress(), Thread.currentThread());
            return fresh("known");
        }

        /** As native code does: blocks the platform thread, and has no ear for interrupts. */
        private void await(Duration atMost) {
            long end = System.nanoTime() + atMost.toNanos();
            while (answer.getCount() > 0 && System.nanoTime() < end) {
                NativeSleep.sleep(TICK);
            }
        }
    }
}
