package io.quarkiverse.fiber.deployment.substitution;

import java.util.ArrayList;
import java.util.List;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Where a method has the objects that it has allocated and not yet constructed, whatever branches and exception handlers are
 * between the two.
 */
final class Allocations {

    /**
     * An object that a {@code new} has made. It stays this value when it is constructed: whatever is left of it has met another
     * value by the time the same {@code new} runs again, as there was none at the first time. To be asked whether others equal
     * it.
     */
    private static final class Allocated extends BasicValue {

        private final AbstractInsnNode allocation;

        private Allocated(Type type, AbstractInsnNode allocation) {
            super(type);
            this.allocation = allocation;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Allocated allocated && allocated.allocation == allocation;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(allocation);
        }
    }

    private static final class Values extends BasicInterpreter {

        private Values() {
            super(Opcodes.ASM9);
        }

        @Override
        public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
            BasicValue value = super.newOperation(instruction);
            return instruction.getOpcode() == Opcodes.NEW ? new Allocated(value.getType(), instruction) : value;
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            if (one instanceof Allocated || other instanceof Allocated) {
                return one instanceof Allocated && one.equals(other) ? one : BasicValue.UNINITIALIZED_VALUE;
            }
            return super.merge(one, other);
        }
    }

    /**
     * Where the object of a constructor call is.
     *
     * @param onStack how many times in sequence below the arguments; 0 for an object that no {@code new} of the method has
     *        made
     * @param locals the variables that have it too
     * @param elsewhere whether there are copies deeper in the stack
     */
    record Places(int onStack, List<Integer> locals, boolean elsewhere) {
    }

    private final Frame<BasicValue>[] states;

    /**
     * @throws IllegalArgumentException if the code is not as the JVM wants it
     */
    Allocations(String className, MethodNode method) {
        try {
            states = new Analyzer<>(new Values()).analyze(className, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Null for a call that is never reached.
     *
     * @param index of the call among the instructions that the method had
     */
    Places of(MethodInsnNode constructor, int index) {
        Frame<BasicValue> state = states[index];
        if (state == null) {
            return null;
        }
        int deepest = state.getStackSize() - 1 - Type.getArgumentCount(constructor.desc);
        BasicValue object = state.getStack(deepest);
        if (!(object instanceof Allocated)) {
            return new Places(0, List.of(), false);
        }
        int onStack = 0;
        while (deepest >= 0 && object.equals(state.getStack(deepest))) {
            deepest--;
            onStack++;
        }
        boolean elsewhere = false;
        for (int i = 0; i <= deepest; i++) {
            elsewhere |= object.equals(state.getStack(i));
        }
        List<Integer> locals = new ArrayList<>();
        for (int i = 0; i < state.getLocals(); i++) {
            if (object.equals(state.getLocal(i))) {
                locals.add(i);
            }
        }
        return new Places(onStack, locals, elsewhere);
    }
}
