package io.quarkiverse.fiber.runtime.net;

import java.net.SocketImpl;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.boot.FiberSocketFactory;
import io.quarkiverse.fiber.boot.SocketMaker;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** Has all sockets of the JVM hooked, those that the JDK makes for itself too, while the application runs. */
public final class JvmSockets implements SocketMaker {

    private static final Logger LOG = Logger.getLogger(JvmSockets.class);

    private final FiberIo io;

    public JvmSockets(FiberIo io) {
        this.io = io;
    }

    /** Says so if it cannot: substituted calls are hooked anyway. */
    public void use() {
        try {
            FiberSocketFactory.add(this);
        } catch (IllegalStateException e) {
            LOG.warnf("quarkus.fiber.hook.jvm-sockets does nothing, because %s", e.getMessage());
        }
    }

    public void leave() {
        FiberSocketFactory.remove(this);
    }

    @Override
    public SocketImpl socket() {
        SocketImpl direct = directSocket();
        SocketImpl visible = JdkProxies.bySelector(direct);
        if (visible == null) {
            throw new IllegalStateException("The factory is set although the JDK does not let us in");
        }
        return visible;
    }

    @Override
    public SocketImpl directSocket() {
        return new HookedSocketImpl(io);
    }

    @Override
    public SocketImpl listener() {
        return new HookedServerSocketImpl(io);
    }
}
