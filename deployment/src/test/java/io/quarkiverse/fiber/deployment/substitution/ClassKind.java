package io.quarkiverse.fiber.deployment.substitution;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** What the class that has the call is. */
enum ClassKind {

    CLASS(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "java/lang/Object"),
    INTERFACE(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, "java/lang/Object"),
    RECORD(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | Opcodes.ACC_FINAL | Opcodes.ACC_RECORD, "java/lang/Record"),
    ENUM(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM, "java/lang/Enum"),
    NESTED(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "java/lang/Object"),
    /** From before there were frames and references. */
    OLD(Opcodes.V1_5, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "java/lang/Object");

    private final int version;
    private final int access;
    private final String superclass;

    ClassKind(int version, int access, String superclass) {
        this.version = version;
        this.access = access;
        this.superclass = superclass;
    }

    boolean canHave(CallForm form, Member member) {
        return this != OLD || !form.isReference() && !GeneratedClasses.owner(member).isInterface();
    }

    boolean isInterface() {
        return this == INTERFACE;
    }

    void begin(ClassVisitor type, String name) {
        type.visit(version, access, name, null, superclass, null);
        if (this == NESTED) {
            type.visitInnerClass(name, "java/lang/Object", "Nested", Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC);
        }
    }
}
