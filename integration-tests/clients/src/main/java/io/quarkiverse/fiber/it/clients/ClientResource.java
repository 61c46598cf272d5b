package io.quarkiverse.fiber.it.clients;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.IoManager;
import io.smallrye.common.annotation.NonBlocking;

/** Uses clients on fibers. */
@Path("/")
public class ClientResource {

    @Inject
    @Any
    Instance<Client> clients;

    @Inject
    FiberScheduler scheduler;

    @Inject
    IoManager io;

    @Inject
    Arrival arrival;

    /**
     * Connects to a server and asks it.
     *
     * @param rule the target rule that is meant for it
     */
    @GET
    @Hooked
    @Path("clients/{client}")
    public Answer ask(@RestPath String client, @RestQuery String host, @RestQuery int port, @RestQuery String rule,
            @RestQuery String question) throws Exception {
        Client.Session session = null;
        String result = null;
        List<String> failure = List.of();
        long began = System.nanoTime();
        try {
            session = clients.select(NamedLiteral.of(client)).get().connect(host, port);
            began = System.nanoTime();
            result = session.ask(question);
        } catch (Exception e) {
            failure = texts(e);
        }
        Answer answer = answer(result, failure, System.nanoTime() - began, connections(rule));
        if (session != null) {
            session.close();
        }
        return answer;
    }

    /** What the event loop can do itself while fibers wait. */
    @GET
    @NonBlocking
    @Path("loop")
    public String loop() {
        return Thread.currentThread().getName();
    }

    private Answer answer(String result, List<String> failure, long took, List<Answer.Connection> connections) {
        Thread thread = Thread.currentThread();
        return new Answer(arrival.thread(), thread.getName(), scheduler.current().map(Fiber::carrier).orElse(null),
                platformThread(thread), result, failure, took, connections);
    }

    private List<Answer.Connection> connections(String rule) {
        return io.descriptors().stream().filter(fd -> fd.target().equals(rule))
                .map(fd -> new Answer.Connection(fd.peer(), fd.bytesIn(), fd.bytesOut())).toList();
    }

    private static List<String> texts(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            texts.add(cause.getClass().getName() + ": " + cause.getMessage());
            for (Throwable suppressed : cause.getSuppressed()) {
                texts.addAll(texts(suppressed));
            }
        }
        return texts;
    }

    /** A virtual thread tells its platform thread only in its text: {@code VirtualThread[#31,name]/runnable@platform}. */
    private static String platformThread(Thread current) {
        String text = current.toString();
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
