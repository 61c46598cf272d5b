package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients connect to: a {@link Gateway} for each, which leads nowhere until a test has started the server. So one
 * start
 * of the application serves all tests, and each starts its own server only.
 */
final class Gateways {

    private static final List<String> CLIENTS = List.of("postgresql", "mariadb", "mysql", "h2", "jedis", "httpclient4",
            "httpclient5", "okhttp", "url-connection", "ftp", "smtp", "imap", "mongodb", "rabbitmq", "ldap",
            "postgresql-pool", "jedis-pool", "httpclient5-pool", "url-connection-pool");

    private final Map<String, Gateway> gateways = new HashMap<>();
    private final BlackHole blackHole = new BlackHole();

    Gateways() throws IOException {
        for (String client : CLIENTS) {
            gateways.put(client, new Gateway());
        }
    }

    /** Their ports, by the names that application.properties has for them. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        gateways.forEach((client, gateway) -> ports.put("clients." + client + ".port", gateway.port()));
        ports.put("clients.black-hole.port", blackHole.port());
        return ports;
    }

    Gateway of(String client) {
        return gateways.get(client);
    }

    BlackHole blackHole() {
        return blackHole;
    }
}
