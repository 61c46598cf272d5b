package io.quarkiverse.fiber.test.lifecycle;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.fiber.FiberScheduler;

/**
 * Parks fibers in all the ways that a stop has to end. What survives the application, for whoever looks afterwards, is kept
 * in system properties, in types of the JDK.
 */
@ApplicationScoped
@Path("/parking")
public class Parking {

    static final String ENDED = "parking.ended";
    static final Set<String> ALL = Set.of("holder", "monitor", "sleep", "socket");

    @Inject
    FiberScheduler scheduler;

    @GET
    @Path("park")
    public String park() throws Exception {
        ended().clear();
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        start("holder", () -> {
            synchronized (monitor) {
                held.countDown();
                Thread.sleep(TimeUnit.HOURS.toMillis(1));
            }
        });
        held.await();
        start("monitor", () -> {
            synchronized (monitor) {
                return;
            }
        });
        start("sleep", () -> Thread.sleep(TimeUnit.HOURS.toMillis(1)));
        CountDownLatch reads = new CountDownLatch(1);
        start("socket", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket peer = server.accept()) {
                reads.countDown();
                client.getInputStream().read();
            }
        });
        reads.await();
        return "parked";
    }

    /** What has ended of the fibers that were parked, and the threads of ours that live. */
    @GET
    @Path("status")
    public String status() {
        return new TreeSet<>(ended()) + " " + threads();
    }

    private void start(String name, Task task) {
        scheduler.start(() -> {
            try {
                task.run();
            } catch (Exception e) {
                // interrupted, or the socket closed by the interrupt
            } finally {
                ended().add(name);
            }
        });
    }

    @SuppressWarnings("unchecked")
    static Collection<String> ended() {
        return (Collection<String>) System.getProperties().computeIfAbsent(ENDED, key -> new ConcurrentLinkedQueue<String>());
    }

    /** The platform threads that carriers and their rescue have. */
    static Collection<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fiber-")) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    interface Task {
        void run() throws Exception;
    }
}
