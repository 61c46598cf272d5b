package io.quarkiverse.fiber.deployment.substitution;

import java.util.HashMap;
import java.util.Map;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Compilers make methods of their own of the bodies of lambdas: here is of which method of the source each is a part. */
final class LambdaBodies {

    /** Made by compilers: it has a copy of each method reference that may be serializable. */
    static final String SERIAL_FORM = "$deserializeLambda$";

    private final Map<String, String> makers = new HashMap<>();

    LambdaBodies(ClassNode type) {
        Map<String, MethodNode> bodies = new HashMap<>();
        for (MethodNode method : type.methods) {
            if ((method.access & Opcodes.ACC_SYNTHETIC) != 0) {
                bodies.put(key(method), method);
            }
        }
        for (MethodNode method : type.methods) {
            if (!bodies.isEmpty() && !method.name.equals(SERIAL_FORM)) {
                addLambdasOf(method, type.name, bodies);
            }
        }
    }

    private void addLambdasOf(MethodNode maker, String className, Map<String, MethodNode> bodies) {
        for (AbstractInsnNode instruction : maker.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle handle && handle.getOwner().equals(className)
                            && bodies.containsKey(handle.getName() + handle.getDesc())) {
                        makers.putIfAbsent(handle.getName() + handle.getDesc(), key(maker));
                    }
                }
            }
        }
    }

    static String key(MethodNode method) {
        return method.name + method.desc;
    }

    /**
     * The method that the source has: the same one, unless it is the body of a lambda.
     *
     * @param method its name and descriptor
     */
    String inSource(String method) {
        String maker = method;
        for (int i = 0; i <= makers.size() && makers.containsKey(maker); i++) { // however often one makes itself
            maker = makers.get(maker);
        }
        return maker;
    }
}
