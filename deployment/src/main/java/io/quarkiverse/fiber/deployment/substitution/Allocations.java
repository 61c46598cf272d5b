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
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Where a method has the objects that it has allocated and not yet constructed, whatever branches and exception handlers are
 * between the two.
 */
final class Allocations {

    /** An object that no constructor has been called of; one for each {@code new}. To be asked whether others equal it. */
    private static final class Unconstructed extends BasicValue {

        private final AbstractInsnNode allocation;

        private Unconstructed(Type type, AbstractInsnNode allocation) {
            super(type);
            this.allocation = allocation;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unconstructed unconstructed && unconstructed.allocation == allocation;
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
            return instruction.getOpcode() == Opcodes.NEW ? new Unconstructed(value.getType(), instruction) : value;
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            if (one instanceof Unconstructed || other instanceof Unconstructed) {
                boolean same = one instanceof Unconstructed ? one.equals(other) : other.equals(one);
                return same ? one : BasicValue.UNINITIALIZED_VALUE;
            }
            return super.merge(one, other);
        }
    }

    /** A constructor constructs all copies that there are of its object. */
    private static final class State extends Frame<BasicValue> {

        private State(int locals, int stack) {
            super(locals, stack);
        }

        private State(Frame<? extends BasicValue> other) {
            super(other);
        }

        @Override
        public void execute(AbstractInsnNode instruction, Interpreter<BasicValue> interpreter) throws AnalyzerException {
            BasicValue constructed = instruction instanceof MethodInsnNode call && call.name.equals("<init>")
                    ? object(call)
                    : null;
            super.execute(instruction, interpreter);
            if (constructed instanceof Unconstructed) {
                for (int i = 0; i < getLocals(); i++) {
                    if (constructed.equals(getLocal(i))) {
                        setLocal(i, BasicValue.REFERENCE_VALUE);
                    }
                }
                for (int i = 0; i < getStackSize(); i++) {
                    if (constructed.equals(getStack(i))) {
                        setStack(i, BasicValue.REFERENCE_VALUE);
                    }
                }
            }
        }

        private BasicValue object(MethodInsnNode constructor) {
            return getStack(getStackSize() - 1 - Type.getArgumentCount(constructor.desc));
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
            states = new Analyzer<BasicValue>(new Values()) {
                @Override
                protected Frame<BasicValue> newFrame(int locals, int stack) {
                    return new State(locals, stack);
                }

                @Override
                protected Frame<BasicValue> newFrame(Frame<? extends BasicValue> other) {
                    return new State(other);
                }
            }.analyze(className, method);
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
        State state = (State) states[index];
        if (state == null) {
            return null;
        }
        BasicValue object = state.object(constructor);
        if (!(object instanceof Unconstructed)) {
            return new Places(0, List.of(), false);
        }
        int deepest = state.getStackSize() - 1 - Type.getArgumentCount(constructor.desc);
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
