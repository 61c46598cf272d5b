package io.quarkiverse.fiber.runtime.rest;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.fiber.Fiber;
import io.vertx.core.http.HttpServerResponse;

/** Cancels the fiber of a request whose client has gone away. */
final class Disconnect implements Runnable {

    private final ResteasyReactiveRequestContext request;
    private final HttpServerResponse response;

    /**
     * The one that runs the handlers of the request now. Written by who starts it, which then looks whether the client is gone.
     */
    private volatile Fiber fiber;
    /** Written true on the event loop, which then looks for the fiber. */
    private volatile boolean gone;

    private Disconnect(ResteasyReactiveRequestContext request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Null where the response is none of Vert.x: nobody tells then. */
    static Disconnect watch(ResteasyReactiveRequestContext request) {
        HttpServerResponse response = request.unwrap(HttpServerResponse.class);
        if (response == null) {
            return null;
        }
        Disconnect disconnect = new Disconnect(request, response);
        request.serverResponse().addCloseHandler(disconnect); // there is one at a time
        if (response.closed()) {
            disconnect.run();
        }
        return disconnect;
    }

    /** Whether the client has gone before there was an answer. */
    static boolean isGone(ResteasyReactiveRequestContext request) {
        HttpServerResponse response = request.unwrap(HttpServerResponse.class);
        return response != null && response.closed() && !response.ended();
    }

    void started(Fiber next) {
        fiber = next;
        if (gone) {
            next.cancel();
        }
    }

    /** The connection is closed, or the stream of HTTP/2, which is so after each response too. */
    @Override
    public void run() {
        request.setPosition(request.getHandlers().length); // as the handler does that we have replaced
        if (!response.ended()) {
            gone = true;
            Fiber running = fiber;
            if (running != null) {
                running.cancel();
            }
        }
    }
}
