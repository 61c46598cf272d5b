package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** What classes extend and declare, by their files: nothing is loaded. Several threads may ask. */
final class Hierarchy {

    /**
     * @param superclass null of Object, and of a class that is not there
     * @param methods by name and descriptor
     */
    record Shape(String superclass, List<String> interfaces, Set<String> methods) {

        private static final Shape UNKNOWN = new Shape(null, List.of(), Set.of());

        static Shape of(ClassNode type) {
            return new Shape(type.superName, type.interfaces,
                    type.methods.stream().map(method -> method.name + method.desc).collect(Collectors.toSet()));
        }

        boolean declares(String name, String descriptor) {
            return methods.contains(name + descriptor);
        }
    }

    private final ClassLoader files;
    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    Hierarchy(ClassLoader files) {
        this.files = files;
    }

    /** @param className an internal name */
    Shape shape(String className) {
        return shapes.computeIfAbsent(className, this::read);
    }

    private Shape read(String className) {
        ClassNode type = outline(className);
        return type == null ? Shape.UNKNOWN : Shape.of(type);
    }

    /**
     * What the file says, but the code of its methods; null if there is none.
     *
     * @param className an internal name
     */
    ClassNode outline(String className) {
        return classFile(className, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    }

    /** As {@link #outline}, with the code. */
    ClassNode classFile(String className) {
        return classFile(className, ClassReader.SKIP_DEBUG);
    }

    private ClassNode classFile(String className, int options) {
        try (InputStream file = files.getResourceAsStream(className + ".class")) {
            if (file == null) {
                return null;
            }
            ClassNode type = new ClassNode();
            new ClassReader(file).accept(type, options);
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
