package io.quarkiverse.fiber.deployment.substitution;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Sound classes whose static method {@code open} returns a new socket, but which the substitution cannot follow. */
public final class OddClasses {

    /** Without the byte for which there is no room. */
    private static final int LARGEST = 65_534;

    private OddClasses() {
    }

    /** There is room for the call, but not for that of a hook. */
    public static byte[] tooLarge(String name) {
        ClassWriter type = begin(name);
        MethodVisitor open = begin(type, "open");
        for (int i = 0; i < LARGEST - 8; i++) {
            open.visitInsn(Opcodes.NOP);
        }
        open.visitTypeInsn(Opcodes.NEW, "java/net/Socket");
        open.visitInsn(Opcodes.DUP);
        construct(open);
        end(open);
        return type.toByteArray();
    }

    /** The new object is three times on the stack; there is a usual call in another method. */
    public static byte[] manyCopies(String name) {
        ClassWriter type = begin(name);
        MethodVisitor open = begin(type, "open");
        open.visitTypeInsn(Opcodes.NEW, "java/net/Socket");
        open.visitInsn(Opcodes.DUP);
        open.visitInsn(Opcodes.DUP);
        construct(open);
        open.visitInsn(Opcodes.POP);
        end(open);
        MethodVisitor usual = begin(type, "usual");
        usual.visitTypeInsn(Opcodes.NEW, "java/net/Socket");
        usual.visitInsn(Opcodes.DUP);
        construct(usual);
        end(usual);
        return type.toByteArray();
    }

    /** Not a sound one. */
    static byte[] emptyStack(String name) {
        ClassWriter type = begin(name);
        MethodVisitor open = begin(type, "open");
        open.visitTypeInsn(Opcodes.NEW, "java/net/Socket");
        construct(open);
        end(open);
        return type.toByteArray();
    }

    private static ClassWriter begin(String name) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name.replace('.', '/'), null, "java/lang/Object", null);
        return type;
    }

    private static MethodVisitor begin(ClassWriter type, String name) {
        MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "()Ljava/net/Socket;", null,
                null);
        method.visitCode();
        return method;
    }

    private static void construct(MethodVisitor method) {
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/net/Socket", "<init>", "()V", false);
    }

    private static void end(MethodVisitor method) {
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
