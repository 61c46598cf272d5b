package io.quarkiverse.fiber.deployment;

import io.quarkus.deployment.annotations.BuildStep;

/** {@code @Hooked} for the callbacks of WebSockets Next. */
class WebSocketsProcessor {

    private static final String PACKAGE = "io.quarkus.websockets.next.";

    @BuildStep
    CallbackSurfaceBuildItem callbacks() {
        return new CallbackSurfaceBuildItem(PACKAGE + "OnOpen", PACKAGE + "OnClose", PACKAGE + "OnError",
                PACKAGE + "OnTextMessage", PACKAGE + "OnBinaryMessage", PACKAGE + "OnPingMessage", PACKAGE + "OnPongMessage");
    }
}
