package io.quarkiverse.fiber.deployment.substitution;

import java.util.ArrayList;
import java.util.List;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

import io.quarkiverse.fiber.NotHooked;

/**
 * Replaces the hooked calls of one class. Nothing is loaded, and frames stay as the compiler has made them: a hook takes and
 * leaves on the stack what the call does.
 */
final class ClassSubstitution {

    private static final String NOT_HOOKED = Type.getDescriptor(NotHooked.class);

    /** Made by compilers: it has a copy of each method reference that may be serializable. */
    private static final String SERIAL_FORM = "$deserializeLambda$";

    private final ClassNode type = new ClassNode();
    private final byte[] original;
    private final ClassReader reader;
    private final List<CallSite> replaced = new ArrayList<>();
    private final List<CallSite> left = new ArrayList<>();

    ClassSubstitution(byte[] classFile, HookTable hooks) {
        original = classFile;
        reader = new ClassReader(classFile);
        reader.accept(type, 0);
        if (isNotHooked(type.invisibleAnnotations)) {
            return;
        }
        for (MethodNode method : type.methods) {
            if (!isNotHooked(method.invisibleAnnotations) && !method.name.equals(SERIAL_FORM)) {
                new MethodSubstitution(type, method, hooks, replaced, left).run();
            }
        }
    }

    private static boolean isNotHooked(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(NOT_HOOKED));
    }

    /** The calls that have been replaced. */
    List<CallSite> replaced() {
        return replaced;
    }

    /** The calls that would have a hook, but stay as they are. */
    List<CallSite> left() {
        return left;
    }

    byte[] classFile() {
        if (replaced.isEmpty()) {
            return original;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        type.accept(writer);
        return writer.toByteArray();
    }
}
