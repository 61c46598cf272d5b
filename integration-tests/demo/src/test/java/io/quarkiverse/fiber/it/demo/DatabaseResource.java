package io.quarkiverse.fiber.it.demo;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Does for the tests what {@link Main} does for the program. */
public class DatabaseResource implements QuarkusTestResourceLifecycleManager {

    private Database database;

    @Override
    public Map<String, String> start() {
        database = Database.start();
        return Map.of("demo.db.port", Integer.toString(database.port()));
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
