package io.quarkiverse.fiber.it.clients;

import java.time.Duration;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MongoDbIT extends ClientTests {

    MongoDbIT() {
        super("mongodb");
    }

    @Override
    Server start() throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());

        return new Server(server.bind().getPort(), server::shutdownNow);
    }

    @Override
    String answer() {
        return "hello is kept";
    }

    @Override
    String silence() {
        return "com.mongodb.MongoSocketReadTimeoutException";
    }

    @Override
    String noConnection() {
        return "com.mongodb.MongoTimeoutException";
    }

    /** Its monitor tries to connect while the operation waits for a server, for as long as the client says. */
    @Override
    Duration givesUpConnectingAfter() {
        return Duration.ofSeconds(2);
    }
}
