package io.quarkiverse.fiber.deployment.substitution;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;

/** Looks into a class without reading its code: most classes name nothing that has hooks. */
final class ConstantPool {

    private ConstantPool() {
    }

    /** Whether the class names one of these classes, by internal names. */
    static boolean names(byte[] classFile, Set<String> classes) {
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof Utf8Entry utf8) {
                for (String name : classes) {
                    if (utf8.equalsString(name)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
