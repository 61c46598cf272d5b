package io.quarkiverse.fiber.runtime.observe;

import java.time.Duration;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.IoManager;
import io.quarkus.arc.Arc;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers with the hooked descriptors that are open, as JSON for people and scripts. */
public class FdsHandler implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext routing) {
        JsonArray fds = new JsonArray();
        for (FdInfo fd : Arc.container().select(IoManager.class).get().descriptors()) {
            fds.add(json(fd));
        }
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(fds.encodePrettily());
    }

    private static JsonObject json(FdInfo fd) {
        return new JsonObject()
                .put("id", fd.id())
                .put("kind", fd.kind().name())
                .put("peer", fd.peer())
                .put("ageMillis", fd.age().toMillis())
                .put("state", fd.state().name())
                .put("owner", fd.owner())
                .put("target", fd.target())
                .put("connectTimeoutMillis", millis(fd.connectTimeout()))
                .put("readTimeoutMillis", millis(fd.readTimeout()))
                .put("writeTimeoutMillis", millis(fd.writeTimeout()))
                .put("bytesIn", fd.bytesIn())
                .put("bytesOut", fd.bytesOut());
    }

    private static Long millis(Duration timeout) {
        return timeout == null ? null : timeout.toMillis();
    }
}
