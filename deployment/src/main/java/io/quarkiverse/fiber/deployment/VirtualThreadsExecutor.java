package io.quarkiverse.fiber.deployment;

import java.lang.reflect.Modifier;
import java.util.function.BiFunction;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkiverse.fiber.runtime.virtualthreads.FiberThreadFactory;
import io.quarkus.gizmo.Gizmo;

/**
 * Gives the method that makes the executor of all virtual threads of Quarkus another body. Quarkus has no extension point
 * for it: so the method is looked at first.
 */
final class VirtualThreadsExecutor implements BiFunction<String, ClassVisitor, ClassVisitor> {

    static final String CLASS = "io.quarkus.virtual.threads.VirtualThreadsRecorder";
    static final String METHOD = "newVirtualThreadPerTaskExecutorWithName";
    private static final String DESCRIPTOR = "(Ljava/lang/String;)Ljava/util/concurrent/ExecutorService;";
    private static final String FIBERS = FiberThreadFactory.class.getName().replace('.', '/');

    /**
     * @throws VirtualThreadsException if the class does not have the method, or does not call it
     */
    static void check(byte[] recorder) {
        Shape shape = new Shape();
        new ClassReader(recorder).accept(shape, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if (!shape.declared || !shape.called) {
            throw new VirtualThreadsException(CLASS + " of this version of Quarkus "
                    + (shape.declared ? "does not call " : "has no static method ") + METHOD + DESCRIPTOR
                    + ". Use the version that quarkus-fiber was built for, or remove the property and annotate with @Hooked");
        }
    }

    @Override
    public ClassVisitor apply(String className, ClassVisitor output) {
        return new ClassVisitor(Gizmo.ASM_API_VERSION, output) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                if (!isFactory(name, descriptor)) {
                    return method;
                }
                method.visitCode();
                method.visitVarInsn(Opcodes.ALOAD, 0);
                method.visitMethodInsn(Opcodes.INVOKESTATIC, FIBERS, "newExecutor", DESCRIPTOR, false);
                method.visitInsn(Opcodes.ARETURN);
                method.visitMaxs(1, 1);
                method.visitEnd();
                return null;
            }
        };
    }

    private static boolean isFactory(String name, String descriptor) {
        return name.equals(METHOD) && descriptor.equals(DESCRIPTOR);
    }

    private static final class Shape extends ClassVisitor {

        private boolean declared;
        private boolean called;

        private Shape() {
            super(Gizmo.ASM_API_VERSION);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            declared |= isFactory(name, descriptor) && Modifier.isStatic(access);
            return new MethodVisitor(Gizmo.ASM_API_VERSION) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                    called |= owner.equals(CLASS.replace('.', '/')) && isFactory(name, descriptor);
                }
            };
        }
    }
}
