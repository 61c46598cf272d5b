package io.quarkiverse.fiber.runtime.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** Opens paths as {@link Files} does. */
public final class HookedPaths {

    private HookedPaths() {
    }

    public static InputStream input(FileIo io, Path path, OpenOption... options) throws IOException {
        return io.open(path, lane -> new OffloadedInputStream(lane, Files.newInputStream(path, options), path.toString()));
    }

    public static OutputStream output(FileIo io, Path path, OpenOption... options) throws IOException {
        return io.open(path, lane -> new OffloadedOutputStream(lane, Files.newOutputStream(path, options), path.toString()));
    }

    public static FileChannel channel(FileIo io, Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return io.open(path, lane -> new OffloadedFileChannel(lane, FileChannel.open(path, options, attributes),
                path.toString()));
    }

    /** Channels of other file systems than the default one may be in memory: they stay as they are. */
    public static SeekableByteChannel byteChannel(FileIo io, Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return io.open(path, lane -> {
            SeekableByteChannel channel = Files.newByteChannel(path, options, attributes);
            return channel instanceof FileChannel file ? new OffloadedFileChannel(lane, file, path.toString()) : channel;
        });
    }

    /** As {@link Files#copy(InputStream, Path, CopyOption...)}: the thread that calls reads, for it may be a socket. */
    public static long copy(FileIo io, InputStream in, Path target, CopyOption... options) throws IOException {
        Objects.requireNonNull(in);
        boolean replaced = false;
        for (CopyOption option : options) {
            if (Objects.requireNonNull(option, "options contains 'null'") != StandardCopyOption.REPLACE_EXISTING) {
                throw new UnsupportedOperationException(option + " not supported");
            }
            replaced = true;
        }
        if (replaced) {
            io.call(target.toString(), () -> Files.deleteIfExists(target));
        }
        try (OutputStream out = output(io, target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return in.transferTo(out);
        }
    }

    /** As {@link Files#copy(Path, OutputStream)}: the thread that calls writes, for it may be a socket. */
    public static long copy(FileIo io, Path source, OutputStream out) throws IOException {
        Objects.requireNonNull(out);
        try (InputStream in = input(io, source)) {
            return in.transferTo(out);
        }
    }

    /** A stream whose elements take reading directories. */
    public static Stream<Path> stream(FileIo io, Path start, IoCall<Stream<Path>> opening) throws IOException {
        Stream<Path> all = io.call(String.valueOf(start), opening);
        return OffloadPool.takesCaller() ? PathBatches.of(io.files(), start.toString(), all) : all;
    }

    /** As {@link Files#find}: the matcher is called by the thread that takes the elements. */
    public static Stream<Path> find(FileIo io, Path start, int depth, BiPredicate<Path, BasicFileAttributes> matcher,
            FileVisitOption... options) throws IOException {
        if (!OffloadPool.takesCaller()) {
            return Files.find(start, depth, matcher, options);
        }
        Map<Path, BasicFileAttributes> found = Collections.synchronizedMap(new IdentityHashMap<>()); // streams go parallel
        return stream(io, start, () -> Files.find(start, depth, (path, attributes) -> {
            found.put(path, attributes);
            return true;
        }, options)).filter(path -> matcher.test(path, found.remove(path)));
    }

    /** As {@link Files#lines}, from a reader that the stream closes. */
    public static Stream<String> lines(BufferedReader reader) {
        return reader.lines().onClose(() -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
