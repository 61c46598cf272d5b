package io.quarkiverse.fiber.it.clients;

import java.net.Socket;
import java.net.SocketException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

@Singleton
@Named("jedis-pool")
public class RedisPool implements PooledClient {

    @Override
    public Pool open(String host, int port, int size) {
        GenericObjectPoolConfig<Jedis> configuration = new GenericObjectPoolConfig<>();
        configuration.setMaxTotal(size);
        configuration.setMaxIdle(size);
        JedisClientConfig defaults = DefaultJedisClientConfig.builder().build();
        JedisSocketFactory sockets = new DefaultJedisSocketFactory(new HostAndPort(host, port), defaults);
        return new Redis(new JedisPool(configuration, () -> withSmallBuffer(sockets.createSocket()), defaults));
    }

    private static Socket withSmallBuffer(Socket socket) {
        try {
            socket.setSendBufferSize(SEND_BUFFER);
            return socket;
        } catch (SocketException e) {
            throw new JedisConnectionException(e);
        }
    }

    private record Redis(JedisPool jedis) implements Pool {

        @Override
        public String echo(String said) {
            try (Jedis connection = jedis.getResource()) {
                return connection.echo(said);
            }
        }

        @Override
        public int inUse() {
            return jedis.getNumActive();
        }

        @Override
        public void close() {
            jedis.close();
        }
    }
}
