package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

@WebSocket(path = "/other")
public class OtherSocket {

    @Inject
    Where where;

    @OnTextMessage
    @RunOnVirtualThread
    String onVirtualThread(String text) {
        return text + where.am();
    }

    @OnBinaryMessage
    @Hooked
    Uni<String> uni(Buffer bytes) {
        return Uni.createFrom().item(bytes + where.am());
    }
}
