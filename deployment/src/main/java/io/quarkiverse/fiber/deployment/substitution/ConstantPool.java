package io.quarkiverse.fiber.deployment.substitution;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;

/** Looks into a class without reading its code: most classes name nothing that has hooks. */
final class ConstantPool {

    private ConstantPool() {
    }

    /**
     * Whether the class names a member that has a hook, in the class that declares it or in one that may inherit it, or one
     * that blocks.
     */
    static boolean names(byte[] classFile, HookTable hooks) {
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                String name = member.name().stringValue();
                if (hooks.names(name, member.type().stringValue())
                        || BlockingCalls.advice(member.owner().asInternalName(), name) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
