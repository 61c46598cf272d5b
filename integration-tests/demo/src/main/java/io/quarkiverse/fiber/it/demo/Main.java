package io.quarkiverse.fiber.it.demo;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the database first: the configuration of the application names its port. */
@QuarkusMain
public class Main {

    public static void main(String... args) {
        try (Database database = Database.start()) {
            System.setProperty("demo.db.port", Integer.toString(database.port()));
            if (Boolean.getBoolean("demo.ends-with-parent")) {
                ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(Quarkus::asyncExit));
            }
            Quarkus.run(args);
        }
    }
}
