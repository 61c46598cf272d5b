package io.quarkiverse.fiber.it.clients;

import java.time.Duration;

import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

class MongoDbIT extends ClientTests {

    MongoDbIT() {
        super("mongodb", "hello is kept", MongoSocketReadTimeoutException.class, MongoTimeoutException.class);
    }

    @Override
    Server start() throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());
        return new Server(server.bind().getPort(), server::shutdownNow);
    }

    /** Its monitor tries to connect while the operation waits for a server, for as long as the client says. */
    @Override
    Duration givesUpConnectingAfter() {
        return Duration.ofSeconds(2);
    }
}
