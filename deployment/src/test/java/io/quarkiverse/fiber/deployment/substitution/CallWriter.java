package io.quarkiverse.fiber.deployment.substitution;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Call;
import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** Writes a class with a static method that calls a member with the elements of an array, and returns what it returns. */
final class CallWriter {

    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type SAMPLES = Type.getType(Samples.class);
    private static final Type HANDLE = Type.getType(MethodHandle.class);
    private static final Type FUNCTION = Type.getObjectType(GeneratedClasses.FUNCTION);
    private static final String BOOTSTRAP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;";
    private static final Handle METAFACTORY = new Handle(Opcodes.H_INVOKESTATIC, Type.getInternalName(LambdaMetafactory.class),
            "metafactory", BOOTSTRAP + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                    + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
            false);
    private static final Handle WITH_FLAGS = new Handle(Opcodes.H_INVOKESTATIC, Type.getInternalName(LambdaMetafactory.class),
            "altMetafactory", BOOTSTRAP + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", false);

    private final ClassWriter type;
    private final ClassWriter function;
    private final ClassKind kind;
    private final Member member;
    private final Type[] arguments;
    private final Type result;
    private final boolean isInterface;
    private String owner;
    private GeneratorAdapter code;

    private CallWriter(Member member, ClassKind kind, ClassWriter type, ClassWriter function) {
        this.member = member;
        this.kind = kind;
        this.type = type;
        this.function = function;
        arguments = Type.getArgumentTypes(member.descriptor());
        owner = member.owner();
        result = member.call() == Call.CONSTRUCTOR ? Type.getObjectType(owner) : Type.getReturnType(member.descriptor());
        isInterface = GeneratedClasses.owner(member).isInterface();
    }

    static byte[] write(Member member, CallForm form, ClassKind kind, ClassWriter function) {
        function.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
                GeneratedClasses.FUNCTION, null, "java/lang/Object", null);
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String one, String other) {
                return "java/lang/Object";
            }
        };
        kind.begin(type, GeneratedClasses.CALLER);
        CallWriter writer = new CallWriter(member, kind, type, function);
        writer.code = new GeneratorAdapter(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                Method.getMethod("Object call (Object[])"), null, new Type[] { Type.getType(Exception.class) }, type);
        form.write(writer);
        writer.code.returnValue();
        writer.code.endMethod();
        return type.toByteArray();
    }

    /** From now on the code names a type that inherits the member. */
    CallWriter throughSubtype() {
        owner = GeneratedClasses.SUBTYPE;
        return this;
    }

    // --- calls

    void call() {
        if (member.call() == Call.CONSTRUCTOR) {
            allocate();
        }
        push(withReceiver(), 0);
        invoke();
        box();
    }

    private void invoke() {
        int opcode = switch (member.call()) {
            case CONSTRUCTOR -> Opcodes.INVOKESPECIAL;
            case STATIC -> Opcodes.INVOKESTATIC;
            case INSTANCE -> isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
        code.visitMethodInsn(opcode, owner, member.name(), member.descriptor(), isInterface);
    }

    private void box() {
        if (result == Type.VOID_TYPE) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.box(result);
        }
    }

    private Type[] withReceiver() {
        if (member.call() != Call.INSTANCE) {
            return arguments;
        }
        List<Type> all = new ArrayList<>(List.of(arguments));
        all.addFirst(Type.getObjectType(owner));
        return all.toArray(Type[]::new);
    }

    /** Loads elements of the array, from this one on. */
    private void push(Type[] types, int first) {
        for (int i = 0; i < types.length; i++) {
            code.loadArg(0);
            code.push(first + i);
            code.arrayLoad(OBJECT);
            code.unbox(types[i]);
        }
    }

    // --- constructors

    private void allocate() {
        code.newInstance(Type.getObjectType(owner));
        code.dup();
    }

    void unusedObject() {
        code.newInstance(Type.getObjectType(owner));
        push(arguments, 0);
        invoke();
        code.visitInsn(Opcodes.ACONST_NULL);
    }

    void objectInAVariable() {
        int object = code.newLocal(result);
        code.newInstance(result);
        code.storeLocal(object);
        code.loadLocal(object);
        push(arguments, 0);
        invoke();
        code.loadLocal(object);
    }

    void nested() {
        allocate();
        call();
        code.invokeStatic(SAMPLES, Method.getMethod("void close (Object)"));
        push(arguments, 0);
        invoke();
    }

    void branches() {
        allocate();
        Label other = new Label();
        Label end = new Label();
        code.loadArg(0);
        code.ifNull(other);
        push(arguments, 0);
        code.goTo(end);
        code.mark(other);
        push(arguments, 0);
        code.mark(end);
        invoke();
    }

    /** The objects are in variables meanwhile, as an exception would clear the stack. */
    void tryBlock() {
        int first = code.newLocal(result);
        int second = code.newLocal(result);
        allocate();
        code.storeLocal(second);
        code.storeLocal(first);
        Label start = code.mark();
        code.push("not a number");
        code.invokeStatic(Type.getType(Integer.class), Method.getMethod("int parseInt (String)"));
        code.pop();
        Label end = code.mark();
        Label after = new Label();
        code.goTo(after);
        code.catchException(start, end, Type.getType(NumberFormatException.class));
        code.pop();
        code.mark(after);
        code.loadLocal(first);
        code.loadLocal(second);
        push(arguments, 0);
        invoke();
    }

    void loop() {
        int before = code.newLocal(OBJECT);
        int turn = code.newLocal(Type.INT_TYPE);
        code.push(2);
        code.storeLocal(turn);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.storeLocal(before);
        Label again = code.mark();
        allocate();
        push(arguments, 0);
        invoke();
        code.loadLocal(before);
        code.invokeStatic(SAMPLES, Method.getMethod("void close (Object)"));
        code.storeLocal(before);
        code.iinc(turn, -1);
        code.loadLocal(turn);
        code.ifZCmp(GeneratorAdapter.GT, again);
        code.loadLocal(before);
    }

    // --- references

    private Handle handle() {
        int tag = switch (member.call()) {
            case CONSTRUCTOR -> Opcodes.H_NEWINVOKESPECIAL;
            case STATIC -> Opcodes.H_INVOKESTATIC;
            case INSTANCE -> isInterface ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
        };
        return new Handle(tag, owner, member.name(), member.descriptor(), isInterface);
    }

    void lambda() {
        String descriptor = Type.getMethodDescriptor(OBJECT, Type.getType(Object[].class));
        Handle body = new Handle(Opcodes.H_INVOKESTATIC, GeneratedClasses.CALLER, "lambda$call$0", descriptor,
                kind.isInterface());
        Type[] array = { Type.getType(Object[].class) };
        function(body, false, Type.getMethodDescriptor(FUNCTION), array, OBJECT);
        code.loadArg(0);
        apply(array, OBJECT);
        GeneratorAdapter caller = code;
        code = new GeneratorAdapter(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                new Method("lambda$call$0", descriptor), null, null, type);
        call();
        code.returnValue();
        code.endMethod();
        code = caller;
    }

    void reference(boolean marked) {
        Type[] parameters = withReceiver();
        function(handle(), marked, Type.getMethodDescriptor(FUNCTION), parameters, result);
        push(parameters, 0);
        apply(parameters, result);
        box();
    }

    void boundReference(boolean marked) {
        Type receiver = Type.getObjectType(owner);
        push(new Type[] { receiver }, 0);
        function(handle(), marked, Type.getMethodDescriptor(FUNCTION, receiver), arguments, result);
        push(arguments, 1);
        apply(arguments, result);
        box();
    }

    private void function(Handle body, boolean marked, String factory, Type[] parameters, Type returned) {
        Type signature = Type.getMethodType(returned, parameters);
        function.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "apply", signature.getDescriptor(), null, null);
        if (marked) {
            code.invokeDynamic("apply", factory, WITH_FLAGS, signature, body, signature, LambdaMetafactory.FLAG_MARKERS, 1,
                    Type.getType(RandomAccess.class));
        } else {
            code.invokeDynamic("apply", factory, METAFACTORY, signature, body, signature);
        }
    }

    private void apply(Type[] parameters, Type returned) {
        code.invokeInterface(FUNCTION, new Method("apply", returned, parameters));
    }

    void constantHandle() {
        code.push(handle());
        invokeHandle();
    }

    void handleInAConstant() {
        Handle same = new Handle(Opcodes.H_INVOKESTATIC, SAMPLES.getInternalName(), "same",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;Ljava/lang/invoke/MethodHandle;)"
                        + "Ljava/lang/invoke/MethodHandle;",
                false);
        code.push(new ConstantDynamic("handle", HANDLE.getDescriptor(), same, handle()));
        invokeHandle();
    }

    /** A handle of a method with variable arguments would collect them: here they are collected already. */
    private void invokeHandle() {
        code.invokeVirtual(HANDLE, Method.getMethod("java.lang.invoke.MethodHandle asFixedArity ()"));
        code.loadArg(0);
        code.invokeVirtual(HANDLE, Method.getMethod("Object invokeWithArguments (Object[])"));
    }
}
