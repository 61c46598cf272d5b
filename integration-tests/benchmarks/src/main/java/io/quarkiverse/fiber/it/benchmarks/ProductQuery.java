package io.quarkiverse.fiber.it.benchmarks;

import java.util.concurrent.ThreadLocalRandom;

/** What all contenders ask the database, and over how many connections. */
final class ProductQuery {

    static final int PRODUCTS = 1000;
    static final int CONNECTIONS = 16;
    private static final String SQL = "SELECT name FROM product WHERE id = ";

    private ProductQuery() {
    }

    /** @param parameter how the client writes the only one */
    static String sql(String parameter) {
        return SQL + parameter;
    }

    static int anyId() {
        return ThreadLocalRandom.current().nextInt(1, PRODUCTS + 1);
    }
}
