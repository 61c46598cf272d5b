package io.quarkiverse.fiber.it.clients;

import java.io.IOException;

import redis.embedded.RedisServer;

/** A Redis server that keeps nothing on disk. */
final class Redis {

    private Redis() {
    }

    static Server start() throws IOException {
        RedisServer server = RedisServer.newRedisServer().port(FreePort.any()).bind("127.0.0.1")
                .setting("save \"\"").build();
        server.start();
        return new Server(server.ports().getFirst(), server::stop);
    }
}
