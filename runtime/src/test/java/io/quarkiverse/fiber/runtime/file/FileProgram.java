package io.quarkiverse.fiber.runtime.file;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Operations on two files, through several streams and channels at a time, in an order that a seed has chosen. */
final class FileProgram {

    private static final int STEPS = 40;
    private static final int MOST_OPEN = 4;

    private final Random random;
    private final FileMaker maker;
    private final Path[] files;
    private final List<Closeable> opened = new ArrayList<>();
    private final FileSteps steps;
    private final List<String> trace = new ArrayList<>();

    private FileProgram(long seed, FileMaker maker, Path directory) {
        random = new Random(seed);
        this.maker = maker;
        files = new Path[] { directory.resolve("one"), directory.resolve("other") };
        steps = new FileSteps(random, maker);
    }

    /** What each step has answered, and what is in the files at the end. */
    static List<String> run(long seed, FileMaker maker, Path directory) throws IOException {
        return new FileProgram(seed, maker, directory).run();
    }

    private List<String> run() throws IOException {
        for (Path file : files) {
            byte[] content = new byte[anyOf(0, 5, 100, 10_000, 400_000)];
            random.nextBytes(content);
            Files.write(file, content);
        }
        for (int i = 0; i < STEPS; i++) {
            trace.add(step());
        }
        for (Closeable each : opened) {
            each.close();
        }
        for (Path file : files) {
            trace.add(Arrays.hashCode(Files.readAllBytes(file)) + " in " + Files.size(file) + " bytes");
        }
        return trace;
    }

    /** All choices are made before the operation, which may end at any point. */
    private String step() {
        boolean interrupted = random.nextInt(25) == 0;
        FileSteps.Step step = opened.size() < MOST_OPEN && random.nextInt(6) == 0 || opened.isEmpty() ? open() : use();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        String answer;
        try {
            answer = String.valueOf(step.action().run());
        } catch (Exception e) {
            answer = FileAnswers.text(e).replace(files[0].getParent().toString(), "");
        }
        return step.text() + " -> " + answer + (Thread.interrupted() ? ", interrupted" : "");
    }

    private FileSteps.Step open() {
        Path file = files[random.nextInt(files.length)];
        boolean either = random.nextBoolean();
        return switch (random.nextInt(9)) {
            case 0 -> opening("input", () -> maker.input(file.toFile()));
            case 1 -> opening("input of a path", () -> maker.input(file));
            case 2 -> opening("output, append " + either, () -> maker.output(file.toFile(), either));
            case 3 -> opening("reader", () -> maker.reader(file.toFile()));
            case 4 -> opening("writer, append " + either, () -> maker.writer(file.toFile(), either));
            case 5 -> opening("random access, write " + either, () -> maker.randomAccess(file.toFile(), either ? "rw" : "r"));
            case 6 -> opening("channel to read", () -> maker.channel(file, StandardOpenOption.READ));
            case 7 -> opening("channel to write", () -> maker.channel(file, StandardOpenOption.WRITE));
            default -> opening("channel", () -> maker.channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        };
    }

    private FileSteps.Step opening(String text, IoCall<Closeable> opening) {
        return new FileSteps.Step("open " + text, () -> {
            opened.add(opening.call());
            return "opened";
        });
    }

    private FileSteps.Step use() {
        int index = random.nextInt(opened.size());
        Closeable used = opened.get(index);
        FileChannel other = opened.get(random.nextInt(opened.size())) instanceof FileChannel channel ? channel : null;
        FileSteps.Step step = random.nextInt(15) == 0 ? new FileSteps.Step("close", () -> {
            used.close();
            return "closed";
        }) : switch (used) {
            case RandomAccessFile file -> steps.of(file);
            case FileInputStream in when random.nextInt(5) == 0 -> steps.of(in.getChannel(), other);
            case FileOutputStream out when random.nextInt(5) == 0 -> steps.of(out.getChannel(), other);
            case InputStream in -> steps.of(in);
            case OutputStream out -> steps.of(out);
            case Reader reader -> steps.of(reader);
            case Writer writer -> steps.of(writer);
            case FileChannel channel -> steps.of(channel, other);
            default -> throw new AssertionError(used);
        };
        return new FileSteps.Step(index + " " + step.text(), step.action());
    }

    private int anyOf(int... values) {
        return values[random.nextInt(values.length)];
    }
}
