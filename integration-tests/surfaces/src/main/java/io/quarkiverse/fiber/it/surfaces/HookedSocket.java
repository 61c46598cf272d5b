package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;

@WebSocket(path = "/hooked")
@Hooked
public class HookedSocket {

    @Inject
    Where where;

    @Inject
    RequestId requestId;

    @Inject
    Contexts contexts;

    @OnOpen
    String open() {
        return "open: " + where.am();
    }

    /** WebSockets Next has no span for a message. */
    @OnTextMessage
    @WithSpan
    String text(String text) {
        if (text.equals("fail")) {
            throw new IllegalArgumentException("of a callback");
        }
        requestId.set(text);
        MDC.put("id", text);
        return contexts.here();
    }

    @OnError
    String error(IllegalArgumentException failure) {
        return failure.getMessage() + ": " + where.am();
    }
}
