package io.quarkiverse.fiber.boot;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Makes the sockets and listeners of the whole JVM, also those that the JDK makes for itself: as an application says, or as the
 * JDK would while there is none.
 * <p>
 * The JDK takes one factory of each, and keeps it for ever. So this class is loaded from the class path of the JVM, and knows
 * applications only between their start and their stop. Both factories are set or none, for a listener of one kind accepts no
 * socket of the other.
 */
public final class FiberSocketFactory implements SocketImplFactory {

    /** The methods of the JDK that ask for the implementation of a socket without a proxy. */
    private static final Set<String> DIRECT = Set.of("<init>", "implAccept");

    private static final StackWalker STACK = StackWalker.getInstance();

    /** The last one counts: there is more than one while tests run beside dev mode. */
    private static final List<SocketMaker> APPLICATIONS = new CopyOnWriteArrayList<>();

    /** What there is without an application; null before the first. Written under the lock of the class. */
    private static volatile SocketMaker jdk;

    private final boolean listeners;

    private FiberSocketFactory(boolean listeners) {
        this.listeners = listeners;
    }

    /**
     * Has the application make the JVM's sockets from now on.
     *
     * @throws IllegalStateException if it cannot, and why
     */
    public static synchronized void add(SocketMaker application) {
        if (jdk == null) {
            install();
        }
        APPLICATIONS.add(application);
    }

    public static void remove(SocketMaker application) {
        APPLICATIONS.remove(application);
    }

    private static void install() {
        SocketMaker own = new JdkSockets();
        JdkSockets.requireNoFactory(Socket.class);
        JdkSockets.requireNoFactory(ServerSocket.class);
        jdk = own;
        try {
            Socket.setSocketImplFactory(new FiberSocketFactory(false));
            ServerSocket.setSocketFactory(new FiberSocketFactory(true));
        } catch (IOException e) {
            throw new IllegalStateException("the JVM has taken another factory in between", e);
        }
    }

    @Override
    public SocketImpl createSocketImpl() {
        SocketMaker maker = maker();
        if (listeners) {
            return maker.listener();
        }
        String caller = STACK.walk(frames -> frames.skip(1).findFirst().map(StackFrame::getMethodName).orElse(""));
        return DIRECT.contains(caller) ? maker.directSocket() : maker.socket();
    }

    private static SocketMaker maker() {
        SocketMaker last = jdk;
        for (SocketMaker application : APPLICATIONS) {
            last = application;
        }
        return last;
    }
}
