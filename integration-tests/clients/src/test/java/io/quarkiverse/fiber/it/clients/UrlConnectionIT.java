package io.quarkiverse.fiber.it.clients;

import java.net.SocketTimeoutException;

/** The JDK's own client: its sockets are not hooked, it only gets the limits of its target. */
class UrlConnectionIT extends ClientTests {

    UrlConnectionIT() {
        super("url-connection", "hello is heard", SocketTimeoutException.class, SocketTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        return HttpEcho.start();
    }

    @Override
    boolean hasHookedConnections() {
        return false;
    }

    /** The JDK knows the limit, but not where it comes from. */
    @Override
    boolean tellsReason() {
        return false;
    }
}
