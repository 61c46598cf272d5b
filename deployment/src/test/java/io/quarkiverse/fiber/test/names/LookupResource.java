package io.quarkiverse.fiber.test.names;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.Hooked;

/** Looks up what no cache of the JDK's knows, the name of an address, and tells who has done it. */
@Path("/lookup")
public class LookupResource {

    private static final long BUSY = -1;
    private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

    @GET
    @Hooked
    @Path("fiber")
    public String fiber() throws UnknownHostException {
        return lookUp();
    }

    @GET
    @Path("worker")
    public String worker() throws UnknownHostException {
        return lookUp();
    }

    @GET
    @Path("threads")
    public String threads() {
        return waits().keySet().toString();
    }

    private static String lookUp() throws UnknownHostException {
        Map<String, Long> before = waits();
        String name = InetAddress.getByAddress(LOOPBACK).getHostName();
        Map<String, Long> after = waits();
        after.entrySet().removeAll(before.entrySet());
        return name + " by " + (after.isEmpty() ? "the caller" : "fiber-offload");
    }

    /** How often each offload thread has waited for work until now. */
    static Map<String, Long> waits() {
        ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
        Map<String, Long> waits = new TreeMap<>();
        for (ThreadInfo thread : jvm.getThreadInfo(jvm.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("fiber-offload-")) {
                waits.put(thread.getThreadName(), thread.getThreadState() == Thread.State.TIMED_WAITING
                        ? thread.getWaitedCount()
                        : BUSY);
            }
        }
        return waits;
    }
}
