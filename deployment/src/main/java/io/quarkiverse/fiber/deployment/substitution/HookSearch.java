package io.quarkiverse.fiber.deployment.substitution;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Finds the hook of what the code of one class names. Code names the type that it has at hand, so that the member may be one
 * that this type inherits; a member of its own that hides or overrides the JDK's has no hook.
 */
final class HookSearch {

    private interface Members {
        Hook find(String owner, String name, String descriptor);
    }

    private final HookTable hooks;
    private final Hierarchy hierarchy;
    private final String className;
    private final Hierarchy.Shape own;

    HookSearch(HookTable hooks, Hierarchy hierarchy, ClassNode type) {
        this.hooks = hooks;
        this.hierarchy = hierarchy;
        className = type.name;
        own = Hierarchy.Shape.of(type);
    }

    /** Null if there is none, here as below. Constructors are not inherited. */
    Hook ofConstructor(String owner, String descriptor) {
        return hooks.ofConstructor(owner, descriptor);
    }

    Hook ofStatic(String owner, String name, String descriptor) {
        return hooks.names(name, descriptor) ? search(hooks::ofStatic, owner, name, descriptor) : null;
    }

    Hook ofInstance(String owner, String name, String descriptor) {
        return hooks.names(name, descriptor) ? search(hooks::ofInstance, owner, name, descriptor) : null;
    }

    Hook of(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_NEWINVOKESPECIAL -> ofConstructor(handle.getOwner(), handle.getDesc());
            case Opcodes.H_INVOKESTATIC -> ofStatic(handle.getOwner(), handle.getName(), handle.getDesc());
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                ofInstance(handle.getOwner(), handle.getName(), handle.getDesc());
            default -> null;
        };
    }

    /** In the order in which the JVM resolves a method: superclasses, then their interfaces. */
    private Hook search(Members members, String owner, String name, String descriptor) {
        for (String type = owner; type != null; type = superclass(type)) {
            Hook hook = members.find(type, name, descriptor);
            if (hook != null || shape(type).declares(name, descriptor)) {
                return hook;
            }
        }
        for (String type = owner; type != null; type = superclass(type)) {
            for (String supertype : shape(type).interfaces()) {
                Hook hook = search(members, supertype, name, descriptor);
                if (hook != null) {
                    return hook;
                }
            }
        }
        return null;
    }

    private String superclass(String type) {
        return shape(type).superclass();
    }

    private Hierarchy.Shape shape(String type) {
        return type.equals(className) ? own : hierarchy.shape(type);
    }
}
