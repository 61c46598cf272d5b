package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

// tag::stop[]
/** Imports files, and ends after a while, whatever they are like. */
@QuarkusMain
public class ImportCommand implements QuarkusApplication {

    @Inject
    FiberScheduler fibers;

    @Override
    public int run(String... arguments) {
        Duration limit = Duration.parse(arguments[0]);
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            fibers.group(FiberScheduler.DEDICATED).named(file).start(() -> importFile(Path.of(file)));
        }
        List<Fiber> left = fibers.stop(limit); // <1>
        left.forEach(fiber -> System.out.println(fiber.name() + " could not be stopped")); // <2>
        return left.isEmpty() ? 0 : 1;
    }
    // end::stop[]

    private void importFile(Path file) {
        try {
            System.out.println("Imported " + await(file));
        } catch (InterruptedException | FiberCancelledException e) { // the latter if the stop comes while it reads
            System.out.println("Gave up " + file.getFileName());
        } catch (IOException e) {
            System.out.println("Cannot read " + file + ": " + e);
        }
    }

    private static String await(Path file) throws IOException, InterruptedException {
        for (;;) {
            try {
                return Files.readString(file);
            } catch (NoSuchFileException e) {
                Thread.sleep(Duration.ofMillis(10)); // nobody has written it yet
            }
        }
    }
}
