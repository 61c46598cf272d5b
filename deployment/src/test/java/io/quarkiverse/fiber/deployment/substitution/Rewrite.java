package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Of all classes of a jar: what is not reported is the same. */
final class Rewrite {

    private final ClientJar before;
    private final ClientJar after;
    private final Set<String> names;
    private final Set<String> changed = new TreeSet<>();

    Rewrite(Map<String, byte[]> classFiles, ClassLoader dependencies) {
        names = classFiles.keySet();
        before = new ClientJar(classFiles, dependencies);
        Substitutions substitutions = new Substitutions(HookTable.INSTANCE, before);
        Map<String, byte[]> rewritten = new TreeMap<>();
        classFiles.forEach((name, file) -> rewritten.put(name, rewrite(name, file, substitutions)));
        after = new ClientJar(rewritten, dependencies);
    }

    private byte[] rewrite(String name, byte[] classFile, Substitutions substitutions) {
        ClassSubstitution substitution = substitutions.of(classFile);
        if (substitution.replaced().isEmpty()) {
            assertSame(classFile, substitution.classFile(), name);
        } else {
            changed.add(name);
            assertTrue(ConstantPool.names(classFile, HookTable.INSTANCE), name);
            substitution.replaced().forEach(site -> assertEquals(name.replace('/', '.'), site.className()));
        }
        return substitution.classFile();
    }

    /** By internal names. */
    Set<String> changed() {
        return changed;
    }

    ClientJar after() {
        return after;
    }

    /** Classes of which something is missing are as unusable as before. */
    void assertAllVerify() {
        for (String name : names) {
            LinkageError error = after.link(name);
            assertFalse(error instanceof VerifyError, () -> name + ": " + error);
            assertEquals(String.valueOf(before.link(name)), String.valueOf(error), name);
        }
    }
}
