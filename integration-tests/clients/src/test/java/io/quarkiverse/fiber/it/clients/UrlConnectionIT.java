package io.quarkiverse.fiber.it.clients;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.sun.net.httpserver.HttpExchange;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The JDK's own client, whose sockets are not hooked. */
@QuarkusIntegrationTest
@WithTestResource(Gateways.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UrlConnectionIT {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch loopHasServedAnother = new CountDownLatch(1);

    @Test
    void asksOnAFiberWhileTheLoopServesOthers() throws Exception {
        Server server = HttpEcho.start(this::answerLate);
        try (AutoCloseable stop = server.stop()) {
            CompletableFuture<Answer> hello = CompletableFuture.supplyAsync(() -> ask(server.port()));
            asked.await();
            String loop = given().get("/loop").asString();
            loopHasServedAnother.countDown();

            Answer answer = hello.join();
            assertEquals("hello is heard", answer.result(), answer::toString);
            assertEquals(answer.receivedBy(), loop);
            ClientTests.assertServedByItsLoop(answer);
        }
    }

    private void answerLate(HttpExchange exchange) throws IOException {
        asked.countDown();
        try {
            loopHasServedAnother.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        HttpEcho.answer(exchange);
    }

    private static Answer ask(int port) {
        return given().queryParams("host", "localhost", "port", port, "question", "hello")
                .get("/clients/url-connection").then().statusCode(200).extract().as(Answer.class);
    }
}
