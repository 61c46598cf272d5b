package io.quarkiverse.fiber.deployment.substitution;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the JVM would accept a changed class as it accepted the class before. Several threads may ask. */
final class Verification {

    private final ClassFile classFiles;

    /**
     * @param loader has the files of the classes that others extend
     */
    Verification(ClassLoader loader) {
        classFiles = ClassFile.of(ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver()).cached(ConcurrentHashMap::new)));
    }

    /** Classes of optional dependencies that are not there make errors too, so that it is more of them that tell. */
    void check(byte[] before, byte[] after) {
        List<VerifyError> errors = classFiles.verify(after);
        if (errors.size() > classFiles.verify(before).size()) {
            throw new IllegalArgumentException(errors.getLast().getMessage());
        }
    }
}
