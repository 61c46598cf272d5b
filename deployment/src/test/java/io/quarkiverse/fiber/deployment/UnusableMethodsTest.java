package io.quarkiverse.fiber.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.smallrye.common.annotation.RunOnVirtualThread;

/** Extensions that are not there when this is built: all that is known of them is the names of their annotations. */
class UnusableMethodsTest {

    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";

    @ParameterizedTest
    @CsvSource({
            "reactive routes, io.quarkus.vertx.web.Route",
            "GraphQL, org.eclipse.microprofile.graphql.Query" })
    void methodThatAForeignExtensionCallsIsRefusedAndTheSwitchIsNamed(String surface, String annotation) throws IOException {
        assertRefused(surface, method(null, "()V", annotation));
    }

    @Test
    void methodOfAGrpcServiceIsRefused() throws IOException {
        assertRefused("gRPC", method("io.quarkus.grpc.GrpcService", "()V"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Incoming", "Outgoing" })
    void methodThatMessagingWouldWaitForIsRefused(String annotation) throws IOException {
        String channel = "org.eclipse.microprofile.reactive.messaging." + annotation;
        String reason = UnusableMethods.reason(method(null, "()V", channel)).orElseThrow();
        assertTrue(reason.startsWith("messaging ") && reason.contains("@RunOnVirtualThread"), reason);
        assertEquals(Optional.empty(),
                UnusableMethods.reason(method(null, "()V", channel, RunOnVirtualThread.class.getName())));
        assertEquals(Optional.empty(), UnusableMethods.reason(method(null, "()Lio/smallrye/mutiny/Uni;", channel)));
    }

    @Test
    void methodThatFaultToleranceRunsOnAWorkerIsRefused() throws IOException {
        String asynchronous = "org.eclipse.microprofile.faulttolerance.Asynchronous";
        String future = "()Ljava/util/concurrent/Future;";
        String stage = "()Ljava/util/concurrent/CompletionStage;";
        assertTrue(UnusableMethods.reason(method(null, future, asynchronous)).orElseThrow().startsWith("@Asynchronous "));
        assertTrue(UnusableMethods.reason(method(asynchronous, future)).orElseThrow().startsWith("@Asynchronous "));
        assertEquals(Optional.empty(), UnusableMethods.reason(method(null, stage, asynchronous)));
    }

    /** They may well be called by the extension, but not through the bean, or return what nobody waits for. */
    @ParameterizedTest
    @ValueSource(strings = { "io.quarkus.scheduler.Scheduled", "io.quarkus.vertx.ConsumeEvent",
            "io.quarkus.websockets.next.OnTextMessage" })
    void jobsConsumersAndCallbacksAreRefusedWhereABeanIs(String annotation) throws IOException {
        assertEquals(Optional.empty(), UnusableMethods.reason(method(null, "()V", annotation)));
        assertTrue(UnusableMethods.reason(method(null, "()Lio/smallrye/mutiny/Multi;", annotation)).orElseThrow()
                .startsWith("the method returns a stream"));
    }

    @Test
    void methodOfARestClientIsRefusedAndNoEndpoint() throws IOException {
        MethodInfo method = method(REST_CLIENT, "()V", "jakarta.ws.rs.GET");
        assertTrue(UnusableMethods.reason(method).orElseThrow().startsWith("a REST client "));
        assertFalse(ResourceMethods.isEndpoint(method, method.declaringClass(), new Indexer().complete()));
        MethodInfo endpoint = method(null, "()V", "jakarta.ws.rs.GET");
        assertTrue(ResourceMethods.isEndpoint(endpoint, endpoint.declaringClass(), new Indexer().complete()));
    }

    /** Where both ends share the interface. */
    @Test
    void methodOfARestClientThatIsImplementedIsAnEndpoint() throws IOException {
        Index index = index(type("Api", null, REST_CLIENT, "()V", "jakarta.ws.rs.GET"),
                type("Resource", new String[] { "Api" }, null, "()V"));
        for (String name : List.of("Api", "Resource")) {
            ClassInfo type = index.getClassByName(name);
            assertTrue(ResourceMethods.isEndpoint(type.firstMethod("method"), type, index), name);
        }
    }

    @Test
    void ordinaryMethodIsNot() throws IOException {
        assertEquals(Optional.empty(), UnusableMethods.reason(method(null, "()V")));
    }

    private static void assertRefused(String surface, MethodInfo method) {
        String reason = UnusableMethods.reason(method).orElseThrow();
        assertTrue(reason.startsWith(surface + " "), reason);
        assertTrue(reason.contains("quarkus.fiber.replace-virtual-threads=true"), reason);
    }

    private static MethodInfo method(String onClass, String descriptor, String... onMethod) throws IOException {
        return index(type("Bean", null, onClass, descriptor, onMethod)).getClassByName("Bean").firstMethod("method");
    }

    private static Index index(byte[]... types) throws IOException {
        Indexer indexer = new Indexer();
        for (byte[] type : types) {
            indexer.index(new ByteArrayInputStream(type));
        }
        return indexer.complete();
    }

    private static byte[] type(String name, String[] interfaces, String onClass, String descriptor, String... onMethod) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", interfaces);
        if (onClass != null) {
            type.visitAnnotation(descriptor(onClass), true).visitEnd();
        }
        MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, "method", descriptor, null, null);
        for (String annotation : onMethod) {
            method.visitAnnotation(descriptor(annotation), true).visitEnd();
        }
        method.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    private static String descriptor(String className) {
        return "L" + className.replace('.', '/') + ";";
    }
}
