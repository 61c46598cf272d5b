package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.IoEvent;
import io.quarkiverse.fiber.IoManager;
import io.quarkus.runtime.ShutdownEvent;

// tag::callback[]
/** Connections that nobody uses just now. The other side says nothing on them, unless it closes them. */
@ApplicationScoped
public class IdleConnections {

    private record Idle(SocketChannel connection, IoEvent end) {
    }

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

    @Inject
    IoManager io;

    void giveBack(SocketChannel connection) throws IOException {
        IoEvent end = io.add(connection, SelectionKey.OP_READ, ready -> drop(connection)); // <1>
        idle.push(new Idle(connection, end));
    }

    Optional<SocketChannel> take() {
        for (Idle last; (last = idle.poll()) != null;) {
            if (last.end().delete()) { // <2>
                return Optional.of(last.connection());
            }
        }
        return Optional.empty();
    }

    void closeAll(@Observes ShutdownEvent stop) {
        for (Idle last; (last = idle.poll()) != null;) {
            last.end().cancel(); // <3>
        }
    }

    private void drop(SocketChannel connection) {
        idle.removeIf(one -> one.connection() == connection);
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
// end::callback[]
