package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

@Singleton
@Named("rabbitmq")
public class RabbitClient implements Client {

    @Override
    public Session connect(String host, int port) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedHeartbeat(0); // else it sets limits to its reads, and waits for nine to pass
        return new RabbitSession(factory.newConnection());
    }

    private record RabbitSession(Connection connection) implements Session {

        @Override
        public String ask(String question) throws IOException {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.basicPublish("", queue, null, (question + " is kept").getBytes(StandardCharsets.UTF_8));
            return new String(channel.basicGet(queue, true).getBody(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            connection.abort();
        }
    }
}
