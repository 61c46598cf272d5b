package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces the hooked calls of one class. Nothing is loaded, and frames stay as the compiler has made them: a hook takes and
 * leaves on the stack what the call does.
 */
final class ClassSubstitution {

    private final ClassNode type = new ClassNode();
    private final byte[] original;
    private final ClassReader reader;
    private final Findings findings;

    ClassSubstitution(byte[] classFile, HookTable hooks, Hierarchy hierarchy, NotHookedCode notHooked) {
        original = classFile;
        reader = new ClassReader(classFile);
        reader.accept(type, 0);
        findings = new Findings(type.name);
        if (notHooked.has(type)) {
            return;
        }
        Set<String> notHookedMethods = NotHookedCode.methods(type);
        LambdaBodies lambdas = new LambdaBodies(type);
        HookSearch search = new HookSearch(hooks, hierarchy, type);
        for (MethodNode method : type.methods) {
            String inSource = lambdas.inSource(LambdaBodies.key(method));
            if (!notHookedMethods.contains(inSource) && !method.name.equals(LambdaBodies.SERIAL_FORM)) {
                findings.enter(method.name, inSource);
                new MethodSubstitution(type, method, search, findings).run();
            }
        }
    }

    /** As Java has it. */
    String className() {
        return Type.getObjectType(type.name).getClassName();
    }

    /** The calls that have been replaced. */
    List<CallSite> replaced() {
        return findings.replaced();
    }

    /** The calls that would have a hook, but stay as they are. */
    List<CallSite> left() {
        return findings.left();
    }

    /** The calls that block and have no hook. */
    List<BlockingSite> blocking() {
        return findings.blocking();
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
