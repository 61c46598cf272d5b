package io.quarkiverse.fiber.deployment.substitution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Replaces the hooked calls of one method: calls, constructor calls, and references to both. */
final class MethodSubstitution {

    private static final String SERIALIZABLE_LAMBDA = "altMetafactory";

    private final ClassNode type;
    private final MethodNode method;
    private final HookTable hooks;
    private final List<CallSite> replaced;
    private final List<CallSite> left;

    /** By class, how many constructor calls of a {@code new} are still to come: compilers nest them like brackets. */
    private final Map<String, Integer> pending = new HashMap<>();
    private int line;
    private int addedStack;

    MethodSubstitution(ClassNode type, MethodNode method, HookTable hooks, List<CallSite> replaced, List<CallSite> left) {
        this.type = type;
        this.method = method;
        this.hooks = hooks;
        this.replaced = replaced;
        this.left = left;
    }

    void run() {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            switch (instruction) {
                case LineNumberNode number -> line = number.line;
                case MethodInsnNode call -> replace(call);
                case InvokeDynamicInsnNode dynamic -> replace(dynamic);
                case LdcInsnNode constant when constant.cst instanceof Handle handle -> {
                    Hook hook = hookOf(handle);
                    if (hook != null) {
                        constant.cst = hook.handle();
                        replaced.add(site(handle.getOwner(), handle.getName(), handle.getDesc(), hook.toString()));
                    }
                }
                case TypeInsnNode allocation when allocation.getOpcode() == Opcodes.NEW ->
                    pending.merge(allocation.desc, 1, Integer::sum);
                default -> {
                }
            }
        }
        method.maxStack += addedStack;
    }

    // --- calls

    private void replace(MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
            if (call.name.equals("<init>")) {
                replaceConstructor(call);
            }
            return;
        }
        Hook hook = call.getOpcode() == Opcodes.INVOKESTATIC
                ? hooks.ofStatic(declaringClass(call.owner, call.name, call.desc), call.name, call.desc)
                : hooks.ofInstance(call.owner, call.name, call.desc);
        if (hook != null) {
            replaced.add(site(call.owner, call.name, call.desc, hook.toString()));
            method.instructions.set(call, hook.call());
        }
    }

    /** The simple name of an inherited static method is compiled as one of the class itself. */
    private String declaringClass(String owner, String name, String descriptor) {
        boolean inherited = owner.equals(type.name)
                && type.methods.stream().noneMatch(own -> own.name.equals(name) && own.desc.equals(descriptor));
        return inherited ? type.superName : owner;
    }

    private void replace(InvokeDynamicInsnNode dynamic) {
        for (int i = 0; i < dynamic.bsmArgs.length; i++) {
            if (dynamic.bsmArgs[i] instanceof Handle handle) {
                Hook hook = hookOf(handle);
                if (hook == null) {
                    continue;
                }
                if (dynamic.bsm.getName().equals(SERIALIZABLE_LAMBDA)) {
                    left.add(site(handle.getOwner(), handle.getName(), handle.getDesc(),
                            "a method reference that may be serializable: its serial form names the method"));
                } else {
                    replaced.add(site(handle.getOwner(), handle.getName(), handle.getDesc(), hook.toString()));
                    dynamic.bsmArgs[i] = hook.handle();
                }
            }
        }
    }

    private Hook hookOf(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_NEWINVOKESPECIAL -> hooks.ofConstructor(handle.getOwner(), handle.getDesc());
            case Opcodes.H_INVOKESTATIC -> hooks.ofStatic(
                    declaringClass(handle.getOwner(), handle.getName(), handle.getDesc()), handle.getName(), handle.getDesc());
            case Opcodes.H_INVOKEVIRTUAL -> hooks.ofInstance(handle.getOwner(), handle.getName(), handle.getDesc());
            default -> null;
        };
    }

    // --- constructors

    /**
     * A hook makes the object itself, so the uninitialized one and its copy below the arguments are dropped after it. Taking
     * away the {@code new} instead would need the frames in between to be changed.
     */
    private void replaceConstructor(MethodInsnNode call) {
        Hook hook = hooks.ofConstructor(call.owner, call.desc);
        boolean isOfNew = pending.merge(call.owner, -1, Integer::sum) >= 0;
        if (!isOfNew) {
            pending.put(call.owner, 0);
        }
        if (hook == null) {
            return;
        }
        if (isOfNew) {
            replaced.add(site(call.owner, call.name, call.desc, hook.toString()));
            method.instructions.insert(call, new InsnNode(Opcodes.POP2));
            method.instructions.insert(call, new InsnNode(Opcodes.POP));
            method.instructions.insert(call, new InsnNode(Opcodes.DUP_X2));
            method.instructions.set(call, hook.call());
            addedStack = 2;
        } else {
            left.add(site(call.owner, call.name, call.desc, "the constructor of a subclass"));
        }
    }

    private CallSite site(String owner, String name, String descriptor, String outcome) {
        StringBuilder call = new StringBuilder(Type.getObjectType(owner).getClassName());
        if (!name.equals("<init>")) {
            call.append('.').append(name);
        }
        call.append('(');
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            call.append(call.charAt(call.length() - 1) == '(' ? "" : ", ").append(parameter.getClassName());
        }
        return new CallSite(Type.getObjectType(type.name).getClassName(), method.name, line, call.append(')').toString(),
                outcome);
    }
}
