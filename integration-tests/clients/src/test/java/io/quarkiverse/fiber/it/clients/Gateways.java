package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * What the clients connect to: a {@link Gateway} for each, which leads nowhere until a test has started the server. So one
 * start
 * of the application serves all tests, and each starts its own server only.
 */
public class Gateways implements QuarkusTestResourceLifecycleManager {

    private static final List<String> CLIENTS = List.of("postgresql", "mariadb", "mysql", "h2", "jedis", "httpclient4",
            "httpclient5",
            "okhttp", "url-connection", "ftp", "smtp", "imap", "mongodb", "rabbitmq", "ldap");

    private final Map<String, Gateway> gateways = new HashMap<>();
    private BlackHole blackHole;

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        try {
            for (String client : CLIENTS) {
                Gateway gateway = new Gateway();
                gateways.put(client, gateway);
                config.put("clients." + client + ".port", Integer.toString(gateway.port()));
            }
            blackHole = new BlackHole();
            config.put("clients.black-hole.port", Integer.toString(blackHole.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return config;
    }

    Gateway of(String client) {
        return gateways.get(client);
    }

    BlackHole blackHole() {
        return blackHole;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Gateways.class));
    }

    @Override
    public void stop() {
        try {
            for (Gateway gateway : gateways.values()) {
                gateway.close();
            }
            blackHole.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
