package io.quarkiverse.fiber.deployment.substitution;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A static method that stands for a member of the JDK.
 *
 * @param owner the internal name of the class that has it
 */
record Hook(String owner, String name, String descriptor) {

    MethodInsnNode call() {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    Handle handle() {
        return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, false);
    }

    /** Of the hook of an instance method: what that is called on. */
    Type receiver() {
        return Type.getArgumentTypes(descriptor)[0];
    }

    @Override
    public String toString() {
        return Type.getObjectType(owner).getClassName() + "#" + name;
    }
}
