package io.quarkiverse.fiber.deployment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

import io.quarkus.gizmo.Gizmo;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;

/** What the switch depends on in Quarkus. If the first test fails, Quarkus has changed and the switch has to be made anew. */
class VirtualThreadsExecutorTest {

    @Test
    void quarkusStillMakesItsVirtualThreadsInThisMethod() throws IOException {
        byte[] recorder = recorder();
        assertDoesNotThrow(() -> VirtualThreadsExecutor.check(recorder));
    }

    @Test
    void recorderWithoutTheMethodIsRejected() throws IOException {
        byte[] renamed = rewritten(output -> new ClassRemapper(Gizmo.ASM_API_VERSION, output, new Remapper() {
            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
                return name.equals(VirtualThreadsExecutor.METHOD) ? "somethingElse" : name;
            }
        }) {
        });
        assertRejected(renamed, "has no static method newVirtualThreadPerTaskExecutorWithName");
    }

    @Test
    void recorderThatDoesNotCallTheMethodIsRejected() throws IOException {
        byte[] uncalled = rewritten(output -> new ClassVisitor(Gizmo.ASM_API_VERSION, output) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] exceptions) {
                return name.equals("createExecutor") ? null
                        : super.visitMethod(access, name, descriptor, signature, exceptions);
            }
        });
        assertRejected(uncalled, "does not call newVirtualThreadPerTaskExecutorWithName");
    }

    private static void assertRejected(byte[] recorder, String reason) {
        VirtualThreadsException rejected = assertThrows(VirtualThreadsException.class,
                () -> VirtualThreadsExecutor.check(recorder));
        assertTrue(rejected.getMessage().contains(reason), rejected.getMessage());
    }

    private interface Rewrite {

        ClassVisitor to(ClassWriter output);
    }

    private static byte[] rewritten(Rewrite rewrite) throws IOException {
        ClassWriter output = new ClassWriter(0);
        new ClassReader(recorder()).accept(rewrite.to(output), 0);
        return output.toByteArray();
    }

    private static byte[] recorder() throws IOException {
        try (InputStream file = VirtualThreadsRecorder.class.getResourceAsStream("VirtualThreadsRecorder.class")) {
            return file.readAllBytes();
        }
    }
}
