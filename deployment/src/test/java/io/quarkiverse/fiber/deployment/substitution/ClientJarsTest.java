package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All classes of real clients: what is changed is reported and verifies, all else is the same. */
class ClientJarsTest {

    private static final Path CLIENTS = Path.of("target", "clients");
    private static final Path MORE_CLIENTS = Path.of("target", "more-clients");

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
            assertNull(rewrite.after().link(known), known); // others may lack what they depend on, before and after
        }
    }

    /** Many of these lack what they depend on; classes that cannot be linked without it fail alike before and after. */
    @Test
    @Tag("stress")
    void everyClassOfManyClientsVerifiesAfterTheRewrite() throws IOException {
        int jars = 0;
        int changed = 0;
        for (Path directory : List.of(CLIENTS, MORE_CLIENTS)) {
            try (URLClassLoader dependencies = ClientJar.allOf(directory); Stream<Path> files = Files.list(directory)) {
                for (Path jar : files.toList()) {
                    Rewrite rewrite = new Rewrite(ClientJar.classFiles(jar), dependencies);
                    rewrite.assertAllVerify();
                    changed += rewrite.changed().size();
                    jars++;
                }
            }
        }
        assertTrue(jars >= 25, "only " + jars + " jars");
        assertTrue(changed >= 25, "only " + changed + " changed classes");
    }
}
