package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

import io.quarkiverse.fiber.NotHooked;

/**
 * What {@link NotHooked} covers: the annotated class or method, with the lambdas and the classes in its source. Several threads
 * may ask.
 */
final class NotHookedCode {

    private static final String NOT_HOOKED = Type.getDescriptor(NotHooked.class);

    private final Hierarchy classes;
    /** Of classes that others are in. */
    private final Map<String, Cover> covers = new ConcurrentHashMap<>();

    /**
     * @param whole whether it is the whole class
     * @param methods those that are annotated
     */
    private record Cover(boolean whole, Set<String> methods) {

        private static final Cover NOTHING = new Cover(false, Set.of());
    }

    NotHookedCode(Hierarchy classes) {
        this.classes = classes;
    }

    boolean has(ClassNode type) {
        if (isAnnotated(type.invisibleAnnotations)) {
            return true;
        }
        String outer = outerClass(type);
        Cover cover = outer == null ? Cover.NOTHING : cover(outer);
        return cover.whole || type.outerMethod != null && !cover.methods.isEmpty()
                && cover.methods.contains(new LambdaBodies(classes.classFile(outer))
                        .inSource(type.outerMethod + type.outerMethodDesc));
    }

    private Cover cover(String className) {
        Cover known = covers.get(className);
        if (known == null) {
            ClassNode type = classes.outline(className);
            known = type == null ? Cover.NOTHING : new Cover(has(type), methods(type));
            covers.put(className, known);
        }
        return known;
    }

    /** Null of a class that no other is around. */
    private static String outerClass(ClassNode type) {
        if (type.outerClass != null) {
            return type.outerClass;
        }
        for (InnerClassNode inner : type.innerClasses) {
            if (inner.name.equals(type.name)) {
                return inner.outerName;
            }
        }
        return null;
    }

    /** The annotated methods: their names and descriptors, as the source has them. */
    static Set<String> methods(ClassNode type) {
        return type.methods.stream().filter(method -> isAnnotated(method.invisibleAnnotations)).map(LambdaBodies::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAnnotated(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(NOT_HOOKED));
    }
}
