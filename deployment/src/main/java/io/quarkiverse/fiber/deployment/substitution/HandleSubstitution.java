package io.quarkiverse.fiber.deployment.substitution;

import java.lang.invoke.LambdaMetafactory;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** Replaces references to hooked members: method references, and other constants that have handles. */
final class HandleSubstitution {

    private static final String LAMBDAS = Type.getInternalName(LambdaMetafactory.class);
    /** The bootstrap method of lambdas with flags, and where these are. */
    private static final String WITH_FLAGS = "altMetafactory";
    private static final int FLAGS = 3;

    private final HookSearch hooks;
    private final Findings findings;

    HandleSubstitution(HookSearch hooks, Findings findings) {
        this.hooks = hooks;
        this.findings = findings;
    }

    void replace(LdcInsnNode load) {
        load.cst = replaced(load.cst);
    }

    void replace(InvokeDynamicInsnNode dynamic) {
        boolean lambda = dynamic.bsm.getOwner().equals(LAMBDAS);
        for (int i = 0; i < dynamic.bsmArgs.length; i++) {
            if (lambda && dynamic.bsmArgs[i] instanceof Handle handle) {
                Hook hook = hooks.of(handle);
                if (hook != null && isSerializable(dynamic)) {
                    left(handle, "a method reference that may be serializable: its serial form names the method");
                } else if (hook != null) {
                    findings.replaced(handle.getOwner(), handle.getName(), handle.getDesc(), hook);
                    dynamic.bsmArgs[i] = hook.handle();
                    dynamic.desc = withReceiverOf(hook, handle, dynamic.desc);
                } else {
                    findings.unhooked(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            } else {
                dynamic.bsmArgs[i] = replaced(dynamic.bsmArgs[i]);
            }
        }
    }

    private static boolean isSerializable(InvokeDynamicInsnNode dynamic) {
        return dynamic.bsm.getName().equals(WITH_FLAGS)
                && ((Integer) dynamic.bsmArgs[FLAGS] & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
    }

    /** What a lambda captures must be of the very type of the parameter, except for receivers; that of a hook is none. */
    private static String withReceiverOf(Hook hook, Handle handle, String captured) {
        Type[] types = Type.getArgumentTypes(captured);
        if (types.length == 0 || !hasReceiver(handle)) {
            return captured;
        }
        types[0] = hook.receiver();
        return Type.getMethodDescriptor(Type.getReturnType(captured), types);
    }

    private Object replaced(Object constant) {
        return switch (constant) {
            case Handle handle -> replaced(handle);
            case ConstantDynamic dynamic -> {
                Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = replaced(dynamic.getBootstrapMethodArgument(i));
                }
                yield new ConstantDynamic(dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
            }
            default -> constant;
        };
    }

    /** Who invokes a handle may depend on its type, which has the class that is named as the receiver. */
    private Handle replaced(Handle handle) {
        Hook hook = hooks.of(handle);
        if (hook == null) {
            findings.unhooked(handle.getOwner(), handle.getName(), handle.getDesc());
            return handle;
        }
        if (hasReceiver(handle) && !hook.receiver().getInternalName().equals(handle.getOwner())) {
            left(handle, "a method handle of a subclass");
            return handle;
        }
        findings.replaced(handle.getOwner(), handle.getName(), handle.getDesc(), hook);
        return hook.handle();
    }

    private static boolean hasReceiver(Handle handle) {
        return handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
    }

    private void left(Handle handle, String why) {
        findings.left(handle.getOwner(), handle.getName(), handle.getDesc(), why);
    }
}
