package io.quarkiverse.fiber.runtime.hook;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedPaths;
import io.quarkiverse.fiber.runtime.file.IoCall;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** What calls of {@link Files} become that open, read or write files. */
@HooksOf(Files.class)
public final class FilesHooks {

    private FilesHooks() {
    }

    public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.newInputStream(path, options) : HookedPaths.input(io, path, options);
    }

    public static OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.newOutputStream(path, options) : HookedPaths.output(io, path, options);
    }

    public static SeekableByteChannel newByteChannel(Path path, OpenOption... options) throws IOException {
        return newByteChannel(path, new HashSet<>(Arrays.asList(options)));
    }

    public static SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.newByteChannel(path, options, attributes)
                : HookedPaths.byteChannel(io, path, options, attributes);
    }

    public static BufferedReader newBufferedReader(Path path) throws IOException {
        return newBufferedReader(path, StandardCharsets.UTF_8);
    }

    public static BufferedReader newBufferedReader(Path path, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder();
        return new BufferedReader(new InputStreamReader(newInputStream(path), decoder));
    }

    public static BufferedWriter newBufferedWriter(Path path, OpenOption... options) throws IOException {
        return newBufferedWriter(path, StandardCharsets.UTF_8, options);
    }

    public static BufferedWriter newBufferedWriter(Path path, Charset charset, OpenOption... options) throws IOException {
        CharsetEncoder encoder = charset.newEncoder();
        return new BufferedWriter(new OutputStreamWriter(newOutputStream(path, options), encoder));
    }

    public static byte[] readAllBytes(Path path) throws IOException {
        return callOn(path, () -> Files.readAllBytes(path));
    }

    public static String readString(Path path) throws IOException {
        return callOn(path, () -> Files.readString(path));
    }

    public static String readString(Path path, Charset charset) throws IOException {
        return callOn(path, () -> Files.readString(path, charset));
    }

    public static List<String> readAllLines(Path path) throws IOException {
        return callOn(path, () -> Files.readAllLines(path));
    }

    public static List<String> readAllLines(Path path, Charset charset) throws IOException {
        return callOn(path, () -> Files.readAllLines(path, charset));
    }

    public static Path write(Path path, byte[] bytes, OpenOption... options) throws IOException {
        return callOn(path, () -> Files.write(path, bytes, options));
    }

    public static Path writeString(Path path, CharSequence text, OpenOption... options) throws IOException {
        return callOn(path, () -> Files.writeString(path, text, options));
    }

    public static Path writeString(Path path, CharSequence text, Charset charset, OpenOption... options) throws IOException {
        return callOn(path, () -> Files.writeString(path, text, charset, options));
    }

    public static Path copy(Path source, Path target, CopyOption... options) throws IOException {
        return callOn(source, () -> Files.copy(source, target, options));
    }

    public static Path write(Path path, Iterable<? extends CharSequence> lines, OpenOption... options) throws IOException {
        return write(path, lines, StandardCharsets.UTF_8, options);
    }

    public static Path write(Path path, Iterable<? extends CharSequence> lines, Charset charset, OpenOption... options)
            throws IOException {
        Objects.requireNonNull(lines);
        try (BufferedWriter writer = newBufferedWriter(path, charset, options)) {
            for (CharSequence line : lines) {
                writer.append(line);
                writer.newLine();
            }
        }
        return path;
    }

    public static long copy(InputStream in, Path target, CopyOption... options) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.copy(in, target, options) : HookedPaths.copy(io, in, target, options);
    }

    public static long copy(Path source, OutputStream out) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.copy(source, out) : HookedPaths.copy(io, source, out);
    }

    public static Stream<String> lines(Path path) throws IOException {
        return lines(path, StandardCharsets.UTF_8);
    }

    public static Stream<String> lines(Path path, Charset charset) throws IOException {
        boolean inPlace = !OffloadPool.takesCaller() || Thread.currentThread().isInterrupted(); // then it fails
        return inPlace ? Files.lines(path, charset) : HookedPaths.lines(newBufferedReader(path, charset));
    }

    public static long mismatch(Path path, Path other) throws IOException {
        return callOn(path, () -> Files.mismatch(path, other));
    }

    private static <T> T callOn(Path path, IoCall<T> call) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? call.call() : io.callOn(path, call);
    }
}
