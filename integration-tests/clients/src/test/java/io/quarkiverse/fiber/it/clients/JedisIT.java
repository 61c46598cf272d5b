package io.quarkiverse.fiber.it.clients;

import redis.clients.jedis.exceptions.JedisConnectionException;

class JedisIT extends ClientTests {

    JedisIT() {
        super("jedis", "hello is kept", JedisConnectionException.class, JedisConnectionException.class);
    }

    @Override
    Server start() throws Exception {
        return Redis.start();
    }
}
