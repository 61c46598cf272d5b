package io.quarkiverse.fiber.it.clients;

import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.IoManager;
import io.smallrye.common.annotation.NonBlocking;

/** Uses the pools of clients on fibers. */
@Path("/pools/{client}")
public class PoolResource {

    @Inject
    @Any
    Instance<PooledClient> clients;

    @Inject
    FiberScheduler scheduler;

    @Inject
    IoManager io;

    private final Map<String, Pool> pools = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    @PUT
    public void open(@RestPath String client, @RestQuery String host, @RestQuery int port, @RestQuery int size)
            throws Exception {
        pools.put(client, clients.select(NamedLiteral.of(client)).get().open(host, port, size));
    }

    @DELETE
    public void close(@RestPath String client) throws Exception {
        pools.remove(client).close();
    }

    /** Has the limits of the target rule only. */
    @GET
    @Hooked
    @Path("echo")
    public boolean echo(@RestPath String client, @RestQuery String word, @RestQuery int length) throws Exception {
        return echoes(client, word, length);
    }

    @GET
    @Hooked(deadline = "300ms")
    @Path("echo-in-time")
    public boolean echoInTime(@RestPath String client, @RestQuery String word, @RestQuery int length) throws Exception {
        return echoes(client, word, length);
    }

    @GET
    @NonBlocking
    public PoolState state(@RestPath String client) {
        Pool pool = pools.get(client);
        return new PoolState(pool == null ? 0 : pool.inUse(),
                scheduler.fibers().stream().map(Object::toString).toList(),
                io.descriptors().stream().filter(fd -> fd.target().equals(client)).map(Object::toString).toList());
    }

    /** Whether the server says the same: the word, and so many other characters. */
    private boolean echoes(String client, String word, int length) throws Exception {
        String said = texts.computeIfAbsent(word + length, text -> word + ".".repeat(length));
        try {
            return said.equals(pools.get(client).echo(said));
        } catch (Exception e) {
            if (isReset(e)) {
                throw new WebApplicationException(Response.Status.BAD_GATEWAY);
            }
            throw e;
        }
    }

    private static boolean isReset(Throwable failure) {
        return failure != null && (failure instanceof SocketException && "Connection reset".equals(failure.getMessage())
                || isReset(failure.getCause()));
    }
}
