package io.quarkiverse.fiber.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.quarkiverse.fiber.runtime.hook.FileChannelHooks;
import io.quarkiverse.fiber.runtime.hook.FileInputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileOutputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileReaderHooks;
import io.quarkiverse.fiber.runtime.hook.FileTreeHooks;
import io.quarkiverse.fiber.runtime.hook.FileWriterHooks;
import io.quarkiverse.fiber.runtime.hook.FilesHooks;
import io.quarkiverse.fiber.runtime.hook.HooksOf;
import io.quarkiverse.fiber.runtime.hook.RandomAccessFileHooks;

/**
 * Calls of hooks with all kinds of arguments, each beside the JDK's call that it stands for, and each in a directory that is as
 * it was before the other.
 */
final class FileHookCalls {

    private static final List<Class<?>> HOOKS = List.of(FileInputStreamHooks.class, FileOutputStreamHooks.class,
            FileReaderHooks.class, FileWriterHooks.class, RandomAccessFileHooks.class, FilesHooks.class, FileTreeHooks.class,
            FileChannelHooks.class);

    /** Of the arguments that a call can have: more would try little that is new. */
    private static final int MOST_OF_A_HOOK = 6;

    private final SampleDirectory directory;

    FileHookCalls(SampleDirectory directory) {
        this.directory = directory;
    }

    /** One of the things that can be an argument, made when it is needed, in a directory that is new. */
    private interface Argument {
        Object get() throws Exception;
    }

    record Call(String text, Callable<Object> hook, Callable<Object> jdk) {
    }

    List<Call> all() {
        List<Call> calls = new ArrayList<>();
        for (Class<?> type : HOOKS) {
            for (Method hook : type.getDeclaredMethods()) {
                if (Modifier.isPublic(hook.getModifiers())) {
                    addCalls(hook, calls);
                }
            }
        }
        return calls;
    }

    private void addCalls(Method hook, List<Call> calls) {
        List<List<Argument>> choices = new ArrayList<>();
        Type[] types = hook.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            choices.add(choices(hook.getParameterTypes()[i], types[i], i, hook));
        }
        int all = choices.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
        int step = Math.max(1, all / MOST_OF_A_HOOK);
        for (int chosen = 0; chosen < all; chosen += step) {
            Argument[] arguments = new Argument[types.length];
            int rest = chosen;
            for (int i = 0; i < arguments.length; i++) {
                List<Argument> some = choices.get(i);
                arguments[i] = some.get(rest % some.size());
                rest /= some.size();
            }
            calls.add(new Call(hook.toGenericString() + " with choice " + chosen,
                    () -> hook.invoke(null, values(arguments)), () -> callJdk(hook, values(arguments))));
        }
    }

    private static Object[] values(Argument[] arguments) throws Exception {
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].get();
        }
        return values;
    }

    private List<Argument> choices(Class<?> type, Type generic, int index, Method hook) {
        if (type == Path.class) {
            return index == 0 ? paths("file", "missing", "directory", "none/missing", "link")
                    : paths("missing", "file", "full");
        }
        if (type == String.class && hook.getDeclaringClass() == FileTreeHooks.class) {
            return hook.getName().contains("Temp") ? of("a", null)
                    : hook.getName().contains("Stream") ? of("f*", "[") : of("size", "posix:permissions", "nonsense");
        }
        if (type == String.class && index == 1) {
            return hook.getName().equals("create") ? of("r", "rw", "rws", "x", null) : of("text", "ä", null);
        }
        if (type == String.class || type == File.class) {
            List<Argument> names = new ArrayList<>();
            for (String name : new String[] { "file", "missing", "directory", "none/missing", "bad\0name" }) {
                String path = directory.path() + "/" + name;
                names.add(() -> type == File.class ? new File(path) : path);
            }
            names.add(() -> null);
            return names;
        }
        if (type == RandomAccessFile.class) {
            return List.of(() -> RandomAccessFileHooks.create(directory.path("file").toFile(), "rw"),
                    () -> RandomAccessFileHooks.create(directory.path("file").toFile(), "r"),
                    () -> new RandomAccessFile(directory.path("file").toFile(), "rw"));
        }
        if (type == Set.class) {
            return generic.getTypeName().contains("OpenOption")
                    ? of(Set.of(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Set.of(StandardOpenOption.READ))
                    : of(Set.of(PosixFilePermission.OWNER_READ), null);
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> of(true, false);
            case "int" -> of(1, 0, -1);
            case "Charset" -> of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, null);
            case "FileDescriptor" -> List.of(() -> new RandomAccessFile(directory.path("file").toFile(), "rw").getFD(),
                    FileDescriptor::new, () -> null);
            case "OpenOption[]" -> List.of(() -> new OpenOption[0],
                    () -> new OpenOption[] { StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE },
                    () -> new OpenOption[] { StandardOpenOption.READ, StandardOpenOption.READ },
                    () -> new OpenOption[] { StandardOpenOption.APPEND, StandardOpenOption.READ },
                    () -> new OpenOption[] { null });
            case "CopyOption[]" -> List.of(() -> new CopyOption[0],
                    () -> new CopyOption[] { StandardCopyOption.REPLACE_EXISTING },
                    () -> new CopyOption[] { StandardCopyOption.ATOMIC_MOVE }, () -> new CopyOption[] { null });
            case "LinkOption[]" -> List.of(() -> new LinkOption[0],
                    () -> new LinkOption[] { LinkOption.NOFOLLOW_LINKS });
            case "FileVisitOption[]" -> List.of(() -> new FileVisitOption[0],
                    () -> new FileVisitOption[] { FileVisitOption.FOLLOW_LINKS });
            case "FileAttribute[]" -> List.of(() -> new FileAttribute<?>[0]);
            case "byte[]" -> of("bytes".getBytes(), new byte[0], null);
            case "CharSequence" -> of("text", new StringBuilder("ä"), null);
            case "Iterable" -> of(List.of("one", "ä"), List.of(), null);
            case "InputStream" -> List.of(() -> new ByteArrayInputStream("streamed".getBytes()), () -> null);
            case "OutputStream" -> List.of(ByteArrayOutputStream::new, () -> null);
            case "Class" -> of(BasicFileAttributes.class);
            case "Object" -> of(1L, null);
            case "UserPrincipal" -> List.of(() -> Files.getOwner(directory.path()), () -> null);
            case "FileTime" -> of(FileTime.fromMillis(1000), null);
            case "Filter" -> of((DirectoryStream.Filter<Path>) path -> path.endsWith("file"), null);
            case "BiPredicate" -> of((BiPredicate<Path, BasicFileAttributes>) (path, attributes) -> attributes.isDirectory());
            default -> throw new AssertionError("What is an argument " + index + " of " + hook + "?");
        };
    }

    private static List<Argument> of(Object... values) {
        return Arrays.stream(values).map(value -> (Argument) () -> value).toList();
    }

    private List<Argument> paths(String... names) {
        return Stream.of(names).map(name -> (Argument) () -> directory.path(name)).toList();
    }

    private static Object callJdk(Method hook, Object[] values) throws Exception {
        Class<?> jdk = hook.getDeclaringClass().getAnnotation(HooksOf.class).value();
        Class<?>[] parameters = hook.getParameterTypes();
        if (hook.getName().equals("create")) {
            return jdk.getConstructor(parameters).newInstance(values);
        }
        if (parameters[0] == jdk) {
            return jdk.getMethod(hook.getName(), Arrays.copyOfRange(parameters, 1, parameters.length)).invoke(values[0],
                    Arrays.copyOfRange(values, 1, values.length));
        }
        return jdk.getMethod(hook.getName(), parameters).invoke(null, values);
    }

    /** What a call answers or throws, what becomes of the flag of its thread, and of the directory. */
    String answer(Callable<Object> call, boolean interrupted) throws Exception {
        directory.renew();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        String answer;
        try {
            answer = FileAnswers.text(call.call());
        } catch (InvocationTargetException e) {
            answer = FileAnswers.text((Exception) e.getCause());
        } catch (Exception e) {
            answer = FileAnswers.text(e);
        }
        return directory.masked(answer) + (Thread.interrupted() ? ", interrupted" : "") + ", leaves "
                + directory.masked(directory.content());
    }
}
