package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
        assertTrue(rewrite(before).contains(known), known);
    }

    /** The names of the classes that have changed. */
    private static Set<String> rewrite(Map<String, byte[]> before) {
        ClientJar original = new ClientJar(before);
        Substitutions substitutions = new Substitutions(HookTable.INSTANCE, original);
        Map<String, byte[]> after = new TreeMap<>();
        Set<String> changed = new TreeSet<>();
        before.forEach((name, file) -> {
            ClassSubstitution substitution = substitutions.of(file);
            byte[] rewritten = substitution.classFile();
            after.put(name, rewritten);
            if (substitution.replaced().isEmpty()) {
                assertSame(file, rewritten, name);
            } else {
                changed.add(name);
                assertTrue(ConstantPool.names(file, HookTable.INSTANCE), name);
                substitution.replaced().forEach(site -> assertEquals(name.replace('/', '.'), site.className()));
            }
        });
        ClientJar rewritten = new ClientJar(after);
        for (String name : before.keySet()) {
            assertEquals(String.valueOf(original.link(name)), String.valueOf(rewritten.link(name)), name);
        }
        return changed;
    }
}
