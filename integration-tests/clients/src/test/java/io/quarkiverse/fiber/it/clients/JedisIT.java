package io.quarkiverse.fiber.it.clients;

import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.embedded.RedisServer;

class JedisIT extends ClientTests {

    JedisIT() {
        super("jedis", "hello is kept", JedisConnectionException.class, JedisConnectionException.class);
    }

    @Override
    Server start() throws Exception {
        RedisServer server = RedisServer.newRedisServer().port(FreePort.any()).bind("127.0.0.1")
                .setting("save \"\"").build();
        server.start();
        return new Server(server.ports().getFirst(), server::stop);
    }
}
