package io.quarkiverse.fiber.deployment;

import java.util.function.BiFunction;

import org.jboss.logging.Logger;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkiverse.fiber.runtime.rest.ResponseBuffers;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.gizmo.Gizmo;

/** Has REST take the buffers of its responses from {@link ResponseBuffers}. Without it all works the same, slower. */
class ResponseBufferProcessor {

    private static final Logger LOG = Logger.getLogger(ResponseBufferProcessor.class);

    static final String REQUEST_CONTEXT = "org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext";

    @BuildStep
    void responseBuffers(FiberBuildTimeConfig config, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (config.enabled() && QuarkusClassLoader.isClassPresentAtRuntime(REQUEST_CONTEXT)) {
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(REQUEST_CONTEXT)
                    .setVisitorFunction(new AllocateFromResponseBuffers())
                    .setCacheable(true)
                    .build());
        }
    }

    private static final class AllocateFromResponseBuffers implements BiFunction<String, ClassVisitor, ClassVisitor> {

        private static final String ALLOCATOR = "io/netty/buffer/ByteBufAllocator";
        private static final String HOOKS = ResponseBuffers.class.getName().replace('.', '/');

        @Override
        public ClassVisitor apply(String className, ClassVisitor output) {
            return new ClassVisitor(Gizmo.ASM_API_VERSION, output) {

                private int replaced;

                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                        String[] exceptions) {
                    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                    if (!name.equals("end")) {
                        return method;
                    }
                    return new MethodVisitor(Gizmo.ASM_API_VERSION, method) {
                        @Override
                        public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
                                boolean isInterface) {
                            if (owner.equals(ALLOCATOR) && name.equals("directBuffer")
                                    && descriptor.equals("(I)Lio/netty/buffer/ByteBuf;")) {
                                replaced++;
                                super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "allocate",
                                        "(L" + ALLOCATOR + ";I)Lio/netty/buffer/ByteBuf;", false);
                            } else {
                                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                            }
                        }
                    };
                }

                @Override
                public void visitEnd() {
                    if (replaced == 0) {
                        LOG.warnf("Responses of fibers take their buffers from Netty's pool, which is slower, because %s is"
                                + " not as in the version of Quarkus REST that quarkus-fiber was built for", className);
                    }
                    super.visitEnd();
                }
            };
        }
    }
}
