package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;

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

    @OnOpen
    String open() {
        return "open: " + where.am();
    }

    @OnTextMessage
    String text(String text) {
        if (text.equals("fail")) {
            throw new IllegalArgumentException("of a callback");
        }
        requestId.set(text);
        return requestId.get() + ": " + where.am();
    }

    @OnError
    String error(IllegalArgumentException failure) {
        return failure.getMessage() + ": " + where.am();
    }
}
