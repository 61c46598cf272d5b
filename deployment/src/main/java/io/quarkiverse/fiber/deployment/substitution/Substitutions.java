package io.quarkiverse.fiber.deployment.substitution;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.jboss.logging.Logger;

/** Changes classes of one build. Several threads may ask. */
final class Substitutions implements BiFunction<String, byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(Substitutions.class);

    private final HookTable hooks;
    private final Hierarchy hierarchy;
    private final NotHookedCode notHooked;
    private final Verification verification;
    /** By names of classes: from when they are looked at until they are changed, as nothing happens to most in between. */
    private final Map<String, Changed> changed = new ConcurrentHashMap<>();

    private record Changed(byte[] from, byte[] to) {
    }

    /**
     * @param files has the files of the classes that others extend
     */
    Substitutions(HookTable hooks, ClassLoader files) {
        this.hooks = hooks;
        hierarchy = new Hierarchy(files);
        notHooked = new NotHookedCode(hierarchy);
        verification = new Verification(files);
    }

    /**
     * What there is in a class that is going to be changed, and in one that cannot be.
     *
     * @throws RuntimeException if the class is not as compilers make them, or the changed one would not verify
     */
    ClassSubstitution of(byte[] classFile) {
        ClassSubstitution substitution = substitution(classFile);
        if (!substitution.replaced().isEmpty()) {
            changed.put(substitution.className(), new Changed(classFile, verified(classFile, substitution)));
        }
        return substitution;
    }

    private ClassSubstitution substitution(byte[] classFile) {
        return new ClassSubstitution(classFile, hooks, hierarchy, notHooked);
    }

    private byte[] verified(byte[] classFile, ClassSubstitution substitution) {
        byte[] to = substitution.classFile();
        if (to != classFile) {
            verification.check(classFile, to);
        }
        return to;
    }

    /**
     * Works on the bytes and not as a visitor, whose writer would compute all frames anew and load classes for it: these are
     * calls for calls, so that frames can stay.
     */
    @Override
    public byte[] apply(String className, byte[] classFile) {
        Changed known = changed.remove(className);
        if (known != null && Arrays.equals(known.from, classFile)) {
            return known.to;
        }
        try {
            return verified(classFile, substitution(classFile));
        } catch (RuntimeException e) { // what another extension has made of the class cannot be followed
            LOG.warnf(e, "No call of %s is hooked", className);
            return classFile;
        }
    }
}
