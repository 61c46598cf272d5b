package io.quarkiverse.fiber.deployment.substitution;

import java.util.function.BiFunction;

import org.jboss.logging.Logger;

/** Changes classes of one build. */
final class Substitutions implements BiFunction<String, byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(Substitutions.class);

    private final HookTable hooks;
    private final Hierarchy hierarchy;
    private final Verification verification;

    /**
     * @param files has the files of the classes that others extend
     */
    Substitutions(HookTable hooks, ClassLoader files) {
        this.hooks = hooks;
        hierarchy = new Hierarchy(files);
        verification = new Verification(files);
    }

    /**
     * @throws RuntimeException if the class is not as compilers make them, or the changed one would not verify
     */
    ClassSubstitution of(byte[] classFile) {
        ClassSubstitution substitution = new ClassSubstitution(classFile, hooks, hierarchy);
        if (!substitution.replaced().isEmpty()) {
            verification.check(classFile, substitution.classFile());
        }
        return substitution;
    }

    /**
     * Works on the bytes and not as a visitor, whose writer would compute all frames anew and load classes for it: these are
     * calls for calls, so that frames can stay.
     */
    @Override
    public byte[] apply(String className, byte[] classFile) {
        try {
            return of(classFile).classFile();
        } catch (RuntimeException e) { // what another extension has made of the class cannot be followed
            LOG.warnf(e, "No call of %s is hooked", className);
            return classFile;
        }
    }
}
