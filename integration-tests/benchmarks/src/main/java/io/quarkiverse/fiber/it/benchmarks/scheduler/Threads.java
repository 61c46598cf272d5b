package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One kind of thread, and what a thread of that kind uses. */
public interface Threads extends AutoCloseable {

    /** Of listeners: room for all connections of a benchmark. */
    int BACKLOG = 1024;

    Thread start(Runnable task);

    /** Who calls, as an application would ask for it. */
    Object current();

    /** A listener of the kind on which these threads wait best. */
    ServerSocket listen(InetSocketAddress local) throws IOException;

    /** A connected socket, likewise. */
    Socket connect(InetSocketAddress remote) throws IOException;

    @Override
    void close();

    /** The kinds that are compared. */
    enum Kind {

        /** Fibers on one event loop. */
        FIBER {
            @Override
            public Threads open() {
                return new LoopThreads();
            }
        },
        /** Virtual threads on the JDK's own scheduler. */
        JDK {
            @Override
            public Threads open() {
                return new JdkThreads();
            }
        };

        public abstract Threads open();
    }
}
