package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Virtual threads as they come; the JVM's options say how many carriers they have. */
final class JdkThreads implements Threads {

    /** A virtual thread has no handle of its own: who needs one puts it here, as an application would. */
    private static final ThreadLocal<Thread> CURRENT = new ThreadLocal<>() {
        @Override
        protected Thread initialValue() {
            return Thread.currentThread();
        }
    };

    @Override
    public Thread start(Runnable task) {
        return Thread.startVirtualThread(task);
    }

    @Override
    public Object current() {
        return CURRENT.get();
    }

    @Override
    public ServerSocket listen(InetSocketAddress local) throws IOException {
        return new ServerSocket(local.getPort(), Threads.BACKLOG, local.getAddress());
    }

    @Override
    public Socket connect(InetSocketAddress remote) throws IOException {
        return new Socket(remote.getAddress(), remote.getPort());
    }

    @Override
    public void close() {
    }
}
