package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

/** Runs a main class in a JVM of its own, for what would break this one. */
public final class ForkedJvm {

    public static final String OPEN_JAVA_NET = "--add-opens=java.base/java.net=ALL-UNNAMED";
    public static final String OPEN_SUN_NIO_CH = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
    public static final String OPEN_JAVA_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final String CLASS_PATH = System.getProperty("java.class.path");
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
        return run(List.of(), CLASS_PATH, main.getName(), options, arguments);
    }

    /** With a limit on how many descriptors the process may have open. */
    public static Result runWithDescriptors(int most, Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"), CLASS_PATH, main.getName(), options,
                arguments);
    }

    /** Of a source that is a resource of the tests, because what it uses is a preview API of this JDK. */
    public static Result runWithPreview(String source, String main, List<String> options)
            throws IOException, InterruptedException {
        Path classes = Files.createDirectories(Path.of("target", "preview-classes"));
        String resource = Objects.requireNonNull(ForkedJvm.class.getClassLoader().getResource(source), source).getPath();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, messages, "--enable-preview", "--release",
                Integer.toString(Runtime.version().feature()), "-proc:none", "-cp", CLASS_PATH, "-d", classes.toString(),
                resource);
        assertEquals(0, failed, messages::toString);
        List<String> withPreview = new ArrayList<>(options);
        withPreview.add("--enable-preview");
        return run(List.of(), classes + File.pathSeparator + CLASS_PATH, main, withPreview);
    }

    private static Result run(List<String> prefix, String classPath, String main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--sun-misc-unsafe-memory-access=allow"); // Netty's, whose warnings would be in the output
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        command.addAll(List.of(arguments));
        File output = File.createTempFile("forked", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                fail(main + " did not end:\n" + Files.readString(output.toPath()));
            }
            return new Result(process.exitValue(), Files.readString(output.toPath()));
        } finally {
            output.delete();
        }
    }
}
