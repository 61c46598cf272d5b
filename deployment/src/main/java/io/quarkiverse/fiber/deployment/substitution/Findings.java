package io.quarkiverse.fiber.deployment.substitution;

import java.util.ArrayList;
import java.util.List;

import org.objectweb.asm.Type;

/** The calls of one class that are hooked or block, as they are found. */
final class Findings {

    private final String className;
    private final List<CallSite> replaced = new ArrayList<>();
    private final List<CallSite> left = new ArrayList<>();
    private final List<BlockingSite> blocking = new ArrayList<>();

    private String method;
    private String methodInSource;
    private int line;

    Findings(String className) {
        this.className = className;
    }

    /**
     * What is found from now on is in this method.
     *
     * @param inSource name and descriptor of the one that has the same code in the source
     */
    void enter(String name, String inSource) {
        method = name;
        methodInSource = inSource;
        line = 0;
    }

    void line(int number) {
        line = number;
    }

    void replaced(String owner, String name, String descriptor, Hook hook) {
        replaced.add(site(owner, name, descriptor, hook.toString()));
    }

    void left(String owner, String name, String descriptor, String why) {
        left.add(site(owner, name, descriptor, why));
    }

    /** Notes a call that has no hook, if it blocks. */
    void unhooked(String owner, String name, String descriptor) {
        String advice = BlockingCalls.advice(owner, name);
        if (advice != null) {
            blocking.add(new BlockingSite(site(owner, name, descriptor, advice), methodInSource));
        }
    }

    /** The calls that have been replaced. */
    List<CallSite> replaced() {
        return replaced;
    }

    /** The calls that would have a hook, but stay as they are. */
    List<CallSite> left() {
        return left;
    }

    /** The calls that block and have no hook. */
    List<BlockingSite> blocking() {
        return blocking;
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
        return new CallSite(Type.getObjectType(className).getClassName(), method, line, call.append(')').toString(), outcome);
    }
}
