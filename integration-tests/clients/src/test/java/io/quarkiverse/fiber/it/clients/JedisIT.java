package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import redis.embedded.RedisServer;

@QuarkusIntegrationTest
class JedisIT extends ClientTests {

    JedisIT() {
        super("jedis");
    }

    @Override
    Server start() throws Exception {
        RedisServer server = RedisServer.newRedisServer().port(FreePort.any()).bind("127.0.0.1").build();
        server.start();
        return new Server(server.ports().getFirst(), server::stop);
    }

    @Override
    String answer() {
        return "hello is kept";
    }

    @Override
    String silence() {
        return "redis.clients.jedis.exceptions.JedisConnectionException";
    }

    @Override
    String noConnection() {
        return "redis.clients.jedis.exceptions.JedisConnectionException";
    }
}
