package io.quarkiverse.fiber.deployment.substitution;

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
    private final Findings findings;

    ClassSubstitution(byte[] classFile, HookTable hooks, Hierarchy hierarchy) {
        original = classFile;
        reader = new ClassReader(classFile);
        reader.accept(type, 0);
        findings = new Findings(type.name);
        if (isNotHooked(type.invisibleAnnotations)) {
            return;
        }
        HookSearch search = new HookSearch(hooks, hierarchy, type);
        for (MethodNode method : type.methods) {
            if (!isNotHooked(method.invisibleAnnotations) && !method.name.equals(SERIAL_FORM)) {
                new MethodSubstitution(type, method, search, findings).run();
            }
        }
    }

    private static boolean isNotHooked(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(NOT_HOOKED));
    }

    /** The calls that have been replaced. */
    List<CallSite> replaced() {
        return findings.replaced();
    }

    /** The calls that would have a hook, but stay as they are. */
    List<CallSite> left() {
        return findings.left();
    }

    byte[] classFile() {
        if (replaced().isEmpty()) {
            return original;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        type.accept(writer);
        return writer.toByteArray();
    }
}
