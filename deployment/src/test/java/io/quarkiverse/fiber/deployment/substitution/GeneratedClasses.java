package io.quarkiverse.fiber.deployment.substitution;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Call;
import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** A class with one call of a member in its static method {@code call}, and the classes that it needs. */
final class GeneratedClasses extends ClassLoader {

    static final String CALLER = "generated/Caller";
    static final String FUNCTION = "generated/Function";
    static final String SUBTYPE = "generated/Subtype";
    private static final String BETWEEN = "generated/Between";
    private static final String CONCRETE = "generated/Concrete";

    private final Map<String, byte[]> files = new HashMap<>();

    private GeneratedClasses(Map<String, byte[]> files) {
        super(GeneratedClasses.class.getClassLoader());
        this.files.putAll(files);
    }

    GeneratedClasses(Member member, CallForm form, ClassKind kind) {
        this(Map.of());
        if (canHaveSubtype(member)) {
            files.put(BETWEEN, subtype(BETWEEN, member.owner(), member));
            files.put(SUBTYPE, subtype(SUBTYPE, BETWEEN, member));
            if (!owner(member).isInterface()) {
                files.put(CONCRETE, concrete(member));
            }
        }
        ClassWriter function = new ClassWriter(0);
        files.put(CALLER, CallWriter.write(member, form, kind, function));
        files.put(FUNCTION, function.toByteArray());
    }

    /** The same classes, but for the one with the call. */
    GeneratedClasses with(byte[] caller) {
        GeneratedClasses changed = new GeneratedClasses(files);
        changed.files.put(CALLER, caller);
        return changed;
    }

    byte[] caller() {
        return files.get(CALLER);
    }

    static Class<?> owner(Member member) {
        try {
            return Class.forName(Type.getObjectType(member.owner()).getClassName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static boolean canHaveSubtype(Member member) {
        Class<?> owner = owner(member);
        if (owner.isInterface()) {
            return member.call() == Call.INSTANCE; // static ones are not inherited
        }
        try {
            int constructor = owner.getDeclaredConstructor().getModifiers();
            return !Modifier.isFinal(owner.getModifiers())
                    && (Modifier.isPublic(constructor) || Modifier.isProtected(constructor));
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** What an object of an abstract subtype is made of: its methods, and the one that is called, answer nothing. */
    private static byte[] concrete(Member member) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, CONCRETE, null, SUBTYPE, null);
        addConstructor(type, SUBTYPE);
        for (Class<?> owner = owner(member); owner != null; owner = owner.getSuperclass()) {
            for (java.lang.reflect.Method method : owner.getDeclaredMethods()) {
                Method signature = Method.getMethod(method);
                boolean called = signature.equals(new Method(member.name(), member.descriptor()))
                        && !Modifier.isFinal(method.getModifiers());
                if (Modifier.isAbstract(method.getModifiers()) || called && Modifier.isAbstract(owner.getModifiers())) {
                    GeneratorAdapter code = new GeneratorAdapter(method.getModifiers() & ~Opcodes.ACC_ABSTRACT, signature, null,
                            null, type);
                    switch (signature.getReturnType().getSort()) {
                        case Type.VOID -> {
                        }
                        case Type.OBJECT -> code.visitInsn(Opcodes.ACONST_NULL);
                        default -> code.push(0);
                    }
                    code.returnValue();
                    code.endMethod();
                }
            }
        }
        return type.toByteArray();
    }

    private static void addConstructor(ClassWriter type, String supertype) {
        Method constructor = Method.getMethod("void <init> ()");
        GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_PUBLIC, constructor, null, null, type);
        code.loadThis();
        code.invokeConstructor(Type.getObjectType(supertype), constructor);
        code.returnValue();
        code.endMethod();
    }

    private static byte[] subtype(String name, String supertype, Member member) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        if (owner(member).isInterface()) {
            type.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, name, null,
                    "java/lang/Object", new String[] { supertype });
            return type.toByteArray();
        }
        int open = Modifier.isAbstract(owner(member).getModifiers()) ? Opcodes.ACC_ABSTRACT : 0;
        type.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | open, name, null, supertype, null);
        addConstructor(type, supertype);
        return type.toByteArray();
    }

    /** An object of the generated subtype; of an interface, one that asks another. */
    Object newSubtype(Object delegate) throws ReflectiveOperationException {
        Class<?> subtype = loadClass(SUBTYPE.replace('/', '.'));
        return subtype.isInterface()
                ? Proxy.newProxyInstance(this, new Class<?>[] { subtype },
                        (proxy, method, arguments) -> method.invoke(delegate, arguments))
                : loadClass(CONCRETE.replace('/', '.')).getConstructor().newInstance();
    }

    Object call(Object... arguments) throws Exception {
        return loadClass(CALLER.replace('/', '.')).getMethod("call", Object[].class).invoke(null, (Object) arguments);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = files.get(name.replace('.', '/'));
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] file = files.get(name.replace(".class", ""));
        return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
}
