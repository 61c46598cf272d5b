package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All classes of real clients: what is changed is reported and verifies, all else is the same. */
class ClientJarsTest {

    private static final Path CLIENTS = Path.of("target", "clients");

    /** Each with a class that is known to open sockets. */
    @ParameterizedTest
    @CsvSource({
            "postgresql, org/postgresql/core/SocketFactoryFactory",
            "jedis, redis/clients/jedis/DefaultJedisSocketFactory",
            "httpclient5, org/apache/hc/client5/http/socket/PlainConnectionSocketFactory",
            "commons-net, org/apache/commons/net/DefaultSocketFactory",
            "okhttp, okhttp3/OkHttpClient$Builder" })
    void everyClassVerifiesAfterTheRewrite(String jar, String known) throws IOException {
        Map<String, byte[]> before = ClientJar.classFiles(CLIENTS.resolve(jar + ".jar"));
        try (URLClassLoader dependencies = ClientJar.allOf(CLIENTS)) {
            Rewrite rewrite = new Rewrite(before, dependencies);
            assertTrue(rewrite.changed().contains(known), known);
            rewrite.assertAllVerify();
            for (String name : rewrite.changed()) {
                assertNull(rewrite.after().link(name), name);
            }
        }
    }
}
