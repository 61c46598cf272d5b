package io.quarkiverse.fiber.deployment.substitution;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.objectweb.asm.Type;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** What members that have to do with files can be called with: paths that nothing else has used, so that the call succeeds. */
final class FileArguments implements AutoCloseable {

    private static final Set<String> NEW = Set.of("createFile", "createDirectory", "createDirectories", "createSymbolicLink",
            "createLink");
    private static final Set<String> DIRECTORIES = Set.of("newDirectoryStream", "list", "createTempFile",
            "createTempDirectory");

    private static final Set<String> PROCESSES = Set.of("java/lang/ProcessBuilder", "java/lang/Runtime");

    private final Path directory;
    private int made;

    FileArguments() throws IOException {
        directory = Files.createTempDirectory("arguments");
    }

    boolean isFor(Member member) {
        return member.owner().startsWith("java/nio/file/") || member.owner().equals("java/nio/channels/FileChannel")
                || member.owner().startsWith("java/io/") || PROCESSES.contains(member.owner());
    }

    Object receiver(Member member) {
        return switch (member.owner()) {
            case "java/io/RandomAccessFile" -> made(() -> new RandomAccessFile(file().toFile(), "rw"));
            case "java/lang/ProcessBuilder" -> new ProcessBuilder("true");
            case "java/lang/Runtime" -> Runtime.getRuntime();
            default -> throw new AssertionError("What is " + member + " to be called on?");
        };
    }

    /**
     * @param before the arguments before it
     */
    Object of(Member member, Type type, List<Object> before) {
        boolean second = !before.isEmpty();
        return switch (type.getClassName()) {
            case "java.nio.file.Path" -> made(() -> path(member, second));
            case "java.io.File" -> member.name().equals("exec") ? directory.toFile() : made(() -> file().toFile());
            case "java.lang.String" -> made(() -> text(member, second));
            case "java.util.List" -> List.of(new ProcessBuilder("true"), new ProcessBuilder("true"));
            case "java.lang.String[]" -> before.size() == 1 ? new String[] { "true" } : null;
            case "boolean" -> true;
            case "int" -> 1;
            case "java.nio.charset.Charset" -> StandardCharsets.UTF_8;
            case "java.io.FileDescriptor" -> made(() -> descriptor());
            case "java.nio.file.OpenOption[]" -> new OpenOption[0];
            case "java.nio.file.CopyOption[]" -> new CopyOption[0];
            case "java.nio.file.LinkOption[]" -> new LinkOption[0];
            case "java.nio.file.FileVisitOption[]" -> new FileVisitOption[0];
            case "java.nio.file.attribute.FileAttribute[]" -> new FileAttribute<?>[0];
            case "byte[]" -> new byte[1];
            case "java.lang.CharSequence" -> "text";
            case "java.lang.Iterable" -> List.of("line");
            case "java.io.InputStream" -> new ByteArrayInputStream(new byte[1]);
            case "java.io.OutputStream" -> OutputStream.nullOutputStream();
            case "java.lang.Class" -> BasicFileAttributes.class;
            case "java.lang.Object", "java.nio.file.attribute.FileTime" -> FileTime.fromMillis(1000);
            case "java.util.Set" -> member.name().equals("setPosixFilePermissions")
                    ? EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                    : Set.of();
            case "java.nio.file.attribute.UserPrincipal" -> made(() -> Files.getOwner(directory));
            case "java.nio.file.DirectoryStream$Filter" -> (DirectoryStream.Filter<Path>) path -> true;
            case "java.util.function.BiPredicate" -> (BiPredicate<Path, BasicFileAttributes>) (path, attributes) -> true;
            default -> throw new AssertionError("Which argument does " + member + " take?");
        };
    }

    private Path path(Member member, boolean second) throws IOException {
        String name = member.name();
        if (second ? name.equals("copy") || name.equals("move") : NEW.contains(name)) {
            return missing();
        }
        if (name.equals("readSymbolicLink")) {
            return Files.createSymbolicLink(missing(), directory);
        }
        return DIRECTORIES.contains(name) ? Files.createDirectory(missing()) : file();
    }

    private String text(Member member, boolean second) throws IOException {
        return switch (member.name()) {
            case "<init>" -> second ? "rw" : file().toString();
            case "setAttribute" -> "lastModifiedTime";
            case "getAttribute", "readAttributes" -> "size";
            case "newDirectoryStream" -> "*";
            case "exec" -> "true";
            default -> "text";
        };
    }

    private FileDescriptor descriptor() throws IOException {
        return new RandomAccessFile(file().toFile(), "rw").getFD();
    }

    private Path file() throws IOException {
        return Files.writeString(missing(), "text");
    }

    private Path missing() {
        return directory.resolve("made-" + made++);
    }

    private interface Making {
        Object make() throws IOException;
    }

    private static Object made(Making making) {
        try {
            return making.make();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
