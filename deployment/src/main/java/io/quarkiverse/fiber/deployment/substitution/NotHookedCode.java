package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

import io.quarkiverse.fiber.NotHooked;

/** What {@link NotHooked} covers: the annotated class or method, with the lambdas and the classes in its source. */
final class NotHookedCode {

    private static final String NOT_HOOKED = Type.getDescriptor(NotHooked.class);

    private final Hierarchy classes;

    NotHookedCode(Hierarchy classes) {
        this.classes = classes;
    }

    boolean has(ClassNode type) {
        if (isAnnotated(type.invisibleAnnotations)) {
            return true;
        }
        ClassNode outer = classes.classFile(outerClass(type));
        return outer != null && (type.outerMethod != null && hasMethod(outer, type.outerMethod + type.outerMethodDesc)
                || has(outer));
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

    private static boolean hasMethod(ClassNode type, String method) {
        return hasMethod(type, method, new LambdaBodies(type));
    }

    /** @param method its name and descriptor */
    static boolean hasMethod(ClassNode type, String method, LambdaBodies lambdas) {
        String inSource = lambdas.inSource(method);
        for (MethodNode each : type.methods) {
            if (LambdaBodies.key(each).equals(inSource)) {
                return isAnnotated(each.invisibleAnnotations);
            }
        }
        return false;
    }

    private static boolean isAnnotated(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(NOT_HOOKED));
    }
}
