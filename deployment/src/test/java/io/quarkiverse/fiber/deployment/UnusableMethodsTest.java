package io.quarkiverse.fiber.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Extensions that are not there when this is built: all that is known of them is the names of their annotations. */
class UnusableMethodsTest {

    @ParameterizedTest
    @CsvSource({
            "messaging, org.eclipse.microprofile.reactive.messaging.Incoming",
            "messaging, org.eclipse.microprofile.reactive.messaging.Outgoing",
            "reactive routes, io.quarkus.vertx.web.Route",
            "GraphQL, org.eclipse.microprofile.graphql.Query" })
    void methodThatAForeignExtensionCallsIsRefusedAndTheSwitchIsNamed(String surface, String annotation) throws IOException {
        assertRefused(surface, method(null, annotation));
    }

    @Test
    void methodOfAGrpcServiceIsRefused() throws IOException {
        assertRefused("gRPC", method("io.quarkus.grpc.GrpcService", "java.lang.Deprecated"));
    }

    @Test
    void ordinaryMethodIsNot() throws IOException {
        assertEquals(Optional.empty(), UnusableMethods.reason(method(null, "java.lang.Deprecated")));
    }

    private static void assertRefused(String surface, MethodInfo method) {
        String reason = UnusableMethods.reason(method).orElseThrow();
        assertTrue(reason.startsWith(surface + " "), reason);
        assertTrue(reason.contains("quarkus.fiber.replace-virtual-threads=true"), reason);
    }

    private static MethodInfo method(String onClass, String onMethod) throws IOException {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Bean", null, "java/lang/Object", null);
        if (onClass != null) {
            type.visitAnnotation(descriptor(onClass), true).visitEnd();
        }
        MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, "method", "()V", null, null);
        method.visitAnnotation(descriptor(onMethod), true).visitEnd();
        method.visitEnd();
        type.visitEnd();
        Indexer indexer = new Indexer();
        indexer.index(new ByteArrayInputStream(type.toByteArray()));
        Index index = indexer.complete();
        return index.getClassByName("Bean").firstMethod("method");
    }

    private static String descriptor(String className) {
        return "L" + className.replace('.', '/') + ";";
    }
}
