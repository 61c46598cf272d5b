package io.quarkiverse.fiber.deployment.substitution;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Replaces the hooked calls of one method: calls, constructor calls, and references to both. */
final class MethodSubstitution {

    private static final int MOST_COPIES = 2;

    private final ClassNode type;
    private final MethodNode method;
    private final HookSearch hooks;
    private final Findings findings;
    private final HandleSubstitution handles;

    /** Null until there is a hooked constructor call. */
    private Allocations allocations;
    private int addedStack;

    MethodSubstitution(ClassNode type, MethodNode method, HookSearch hooks, Findings findings) {
        this.type = type;
        this.method = method;
        this.hooks = hooks;
        this.findings = findings;
        handles = new HandleSubstitution(hooks, findings);
    }

    void run() {
        AbstractInsnNode[] instructions = method.instructions.toArray();
        analyze(instructions);
        for (int i = 0; i < instructions.length; i++) {
            switch (instructions[i]) {
                case LineNumberNode number -> findings.line(number.line);
                case MethodInsnNode call when call.getOpcode() != Opcodes.INVOKESPECIAL -> replace(call);
                case MethodInsnNode call when call.name.equals("<init>") -> replaceConstructor(call, i);
                case MethodInsnNode call -> leave(call);
                case InvokeDynamicInsnNode dynamic -> handles.replace(dynamic);
                case LdcInsnNode load -> handles.replace(load);
                default -> {
                }
            }
        }
        method.maxStack += addedStack;
    }

    /** Before anything is changed. */
    private void analyze(AbstractInsnNode[] instructions) {
        for (AbstractInsnNode instruction : instructions) {
            if (instruction instanceof MethodInsnNode call && constructorHook(call) != null) {
                allocations = new Allocations(type.name, method);
                return;
            }
        }
    }

    private void replace(MethodInsnNode call) {
        Hook hook = call.getOpcode() == Opcodes.INVOKESTATIC ? hooks.ofStatic(call.owner, call.name, call.desc)
                : hooks.ofInstance(call.owner, call.name, call.desc);
        if (hook != null) {
            findings.replaced(call.owner, call.name, call.desc, hook);
            method.instructions.set(call, hook.call());
        } else {
            findings.unhooked(call.owner, call.name, call.desc);
        }
    }

    /** A hook would call the method of the object's own class. */
    private void leave(MethodInsnNode call) {
        if (hooks.ofInstance(call.owner, call.name, call.desc) != null) {
            findings.left(call.owner, call.name, call.desc, "a call of the superclass's method");
        }
    }

    private Hook constructorHook(MethodInsnNode call) {
        return call.name.equals("<init>") ? hooks.ofConstructor(call.owner, call.desc) : null;
    }

    /**
     * A hook makes the object itself and puts it where the constructor would have left it; the unconstructed one is dropped
     * after it. Taking away the {@code new} instead would need the frames in between to be changed.
     */
    private void replaceConstructor(MethodInsnNode call, int index) {
        Hook hook = constructorHook(call);
        if (hook == null) {
            findings.unhooked(call.owner, call.name, call.desc);
            return;
        }
        Allocations.Places places = allocations.of(call, index);
        String why = whyNot(places);
        if (why != null) {
            findings.left(call.owner, call.name, call.desc, why);
            return;
        }
        findings.replaced(call.owner, call.name, call.desc, hook);
        InsnList after = new InsnList();
        for (int local : places.locals()) {
            after.add(new InsnNode(Opcodes.DUP));
            after.add(new VarInsnNode(Opcodes.ASTORE, local));
        }
        if (places.onStack() == MOST_COPIES) {
            after.add(new InsnNode(Opcodes.DUP_X2));
            after.add(new InsnNode(Opcodes.POP));
        }
        after.add(new InsnNode(Opcodes.POP2));
        method.instructions.insert(call, after);
        method.instructions.set(call, hook.call());
        addedStack = 2;
    }

    private static String whyNot(Allocations.Places places) {
        if (places == null) {
            return "never reached";
        }
        if (places.onStack() == 0) {
            return "the constructor of a subclass";
        }
        return places.elsewhere() || places.onStack() > MOST_COPIES ? "a new object in more places than compilers have it"
                : null;
    }
}
