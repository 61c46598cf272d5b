package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedPaths;
import io.quarkiverse.fiber.runtime.file.IoCall;

/** What calls of {@link Files} become that look at files and directories, make or delete them. */
@HooksOf(Files.class)
public final class FileTreeHooks {

    private FileTreeHooks() {
    }

    public static Path createFile(Path path, FileAttribute<?>... attributes) throws IOException {
        return call(path, () -> Files.createFile(path, attributes));
    }

    public static Path createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        return call(path, () -> Files.createDirectory(path, attributes));
    }

    public static Path createDirectories(Path path, FileAttribute<?>... attributes) throws IOException {
        return call(path, () -> Files.createDirectories(path, attributes));
    }

    public static Path createTempFile(Path directory, String prefix, String suffix, FileAttribute<?>... attributes)
            throws IOException {
        return call(directory, () -> Files.createTempFile(directory, prefix, suffix, attributes));
    }

    public static Path createTempFile(String prefix, String suffix, FileAttribute<?>... attributes) throws IOException {
        return call(prefix, () -> Files.createTempFile(prefix, suffix, attributes));
    }

    public static Path createTempDirectory(Path directory, String prefix, FileAttribute<?>... attributes) throws IOException {
        return call(directory, () -> Files.createTempDirectory(directory, prefix, attributes));
    }

    public static Path createTempDirectory(String prefix, FileAttribute<?>... attributes) throws IOException {
        return call(prefix, () -> Files.createTempDirectory(prefix, attributes));
    }

    public static Path createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        return call(link, () -> Files.createSymbolicLink(link, target, attributes));
    }

    public static Path createLink(Path link, Path existing) throws IOException {
        return call(link, () -> Files.createLink(link, existing));
    }

    public static boolean deleteIfExists(Path path) throws IOException {
        return call(path, () -> Files.deleteIfExists(path));
    }

    public static Path move(Path source, Path target, CopyOption... options) throws IOException {
        return call(source, () -> Files.move(source, target, options));
    }

    public static Path readSymbolicLink(Path link) throws IOException {
        return call(link, () -> Files.readSymbolicLink(link));
    }

    public static FileStore getFileStore(Path path) throws IOException {
        return call(path, () -> Files.getFileStore(path));
    }

    public static boolean isSameFile(Path path, Path other) throws IOException {
        return call(path, () -> Files.isSameFile(path, other));
    }

    public static boolean isHidden(Path path) throws IOException {
        return call(path, () -> Files.isHidden(path));
    }

    public static String probeContentType(Path path) throws IOException {
        return call(path, () -> Files.probeContentType(path));
    }

    public static <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return call(path, () -> Files.readAttributes(path, type, options));
    }

    public static Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return call(path, () -> Files.readAttributes(path, names, options));
    }

    public static Object getAttribute(Path path, String name, LinkOption... options) throws IOException {
        return call(path, () -> Files.getAttribute(path, name, options));
    }

    public static Path setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        return call(path, () -> Files.setAttribute(path, name, value, options));
    }

    public static Set<PosixFilePermission> getPosixFilePermissions(Path path, LinkOption... options) throws IOException {
        return call(path, () -> Files.getPosixFilePermissions(path, options));
    }

    public static Path setPosixFilePermissions(Path path, Set<PosixFilePermission> permissions) throws IOException {
        return call(path, () -> Files.setPosixFilePermissions(path, permissions));
    }

    public static UserPrincipal getOwner(Path path, LinkOption... options) throws IOException {
        return call(path, () -> Files.getOwner(path, options));
    }

    public static Path setOwner(Path path, UserPrincipal owner) throws IOException {
        return call(path, () -> Files.setOwner(path, owner));
    }

    public static FileTime getLastModifiedTime(Path path, LinkOption... options) throws IOException {
        return call(path, () -> Files.getLastModifiedTime(path, options));
    }

    public static Path setLastModifiedTime(Path path, FileTime time) throws IOException {
        return call(path, () -> Files.setLastModifiedTime(path, time));
    }

    public static long size(Path path) throws IOException {
        return call(path, () -> Files.size(path));
    }

    public static DirectoryStream<Path> newDirectoryStream(Path directory) throws IOException {
        return call(directory, () -> Files.newDirectoryStream(directory));
    }

    public static DirectoryStream<Path> newDirectoryStream(Path directory, String glob) throws IOException {
        return call(directory, () -> Files.newDirectoryStream(directory, glob));
    }

    public static DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return call(directory, () -> Files.newDirectoryStream(directory, filter));
    }

    public static void delete(Path path) throws IOException {
        call(path, () -> {
            Files.delete(path);
            return null;
        });
    }

    public static boolean isSymbolicLink(Path path) {
        return unchecked(path, () -> Files.isSymbolicLink(path));
    }

    public static boolean isReadable(Path path) {
        return unchecked(path, () -> Files.isReadable(path));
    }

    public static boolean isWritable(Path path) {
        return unchecked(path, () -> Files.isWritable(path));
    }

    public static boolean isExecutable(Path path) {
        return unchecked(path, () -> Files.isExecutable(path));
    }

    public static boolean isDirectory(Path path, LinkOption... options) {
        return unchecked(path, () -> Files.isDirectory(path, options));
    }

    public static boolean isRegularFile(Path path, LinkOption... options) {
        return unchecked(path, () -> Files.isRegularFile(path, options));
    }

    public static boolean exists(Path path, LinkOption... options) {
        return unchecked(path, () -> Files.exists(path, options));
    }

    public static boolean notExists(Path path, LinkOption... options) {
        return unchecked(path, () -> Files.notExists(path, options));
    }

    public static Stream<Path> list(Path directory) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.list(directory) : HookedPaths.stream(io, directory, () -> Files.list(directory));
    }

    public static Stream<Path> walk(Path start, FileVisitOption... options) throws IOException {
        return walk(start, Integer.MAX_VALUE, options);
    }

    public static Stream<Path> walk(Path start, int depth, FileVisitOption... options) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.walk(start, depth, options)
                : HookedPaths.stream(io, start, () -> Files.walk(start, depth, options));
    }

    public static Stream<Path> find(Path start, int depth, BiPredicate<Path, BasicFileAttributes> matcher,
            FileVisitOption... options) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? Files.find(start, depth, matcher, options) : HookedPaths.find(io, start, depth, matcher, options);
    }

    private static <T> T call(Object what, IoCall<T> call) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? call.call() : io.call(String.valueOf(what), call);
    }

    private static <T> T unchecked(Path path, IoCall<T> call) {
        try {
            return call(path, call);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there was no thread for it: that is no answer
        }
    }
}
