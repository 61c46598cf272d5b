package io.quarkiverse.fiber.it.clients;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import redis.clients.jedis.Jedis;

@Singleton
@Named("jedis")
public class JedisClient implements Client {

    @Override
    public Session connect(String host, int port) {
        Jedis jedis = new Jedis(host, port);
        jedis.connect();
        return new JedisSession(jedis);
    }

    private record JedisSession(Jedis jedis) implements Session {

        @Override
        public String ask(String question) {
            jedis.set(question, question + " is kept");
            return jedis.get(question);
        }

        @Override
        public void close() {
            jedis.close();
        }
    }
}
