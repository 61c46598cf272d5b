package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, for what would break this one. */
public final class ForkedJvm {

    public static final String OPEN_JAVA_NET = "--add-opens=java.base/java.net=ALL-UNNAMED";
    public static final String OPEN_SUN_NIO_CH = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
    public static final String OPEN_JAVA_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final long TIMEOUT_SECONDS = 60;

    private ForkedJvm() {
    }

    public record Result(int exit, String output) {

        /** What comes before may be a remark of the JVM's. */
        public String lastLine() {
            return output.lines().reduce("", (before, line) -> line).strip();
        }
    }

    public static Result run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of(), main, options, arguments);
    }

    /** With a limit on how many descriptors the process may have open. */
    public static Result runWithDescriptors(int most, Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"), main, options, arguments);
    }

    private static Result run(List<String> prefix, Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--sun-misc-unsafe-memory-access=allow"); // Netty's, whose warnings would be in the output
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        File output = File.createTempFile("forked", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                fail(main.getSimpleName() + " did not end:\n" + Files.readString(output.toPath()));
            }
            return new Result(process.exitValue(), Files.readString(output.toPath()));
        } finally {
            output.delete();
        }
    }
}
