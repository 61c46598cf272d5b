package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ChannelsTest {

    @Inject
    Channels channels;

    @Test
    void hookedConsumerRunsOnAFiberWithAnMdcOfItsOwn() throws Exception {
        send("values", "1");
        assertEquals("1 fiber Channels.value on event-loop", received());
    }

    @Test
    void groupRunsTheConsumer() throws Exception {
        send("unis", "2");
        assertEquals("2 fiber Channels.uni on dedicated", received());
    }

    @Test
    void processorRunsOnAFiberToo() throws Exception {
        send("words", "word");
        assertEquals("WORD fiber Channels.processor on event-loop", received());
    }

    @Test
    void failureOfAHookedConsumerReachesTheSender() {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> send("values", "fail"));
        assertEquals("of a consumer", failed.getCause().getMessage());
    }

    @Test
    void withoutTheSwitchOtherConsumersStayWhereTheyAre() throws Exception {
        send("virtual-threads", "3");
        assertEquals("3 virtual thread", received());
    }

    private void send(String channel, String payload) throws Exception {
        channels.send(channel, payload).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String received() throws InterruptedException {
        return channels.received().poll(10, TimeUnit.SECONDS);
    }
}
