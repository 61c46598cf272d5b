package io.quarkiverse.fiber.deployment.substitution;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

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

    /**
     * Classes of optional dependencies that are not there make errors too, so that it is more of them that tell. One such error
     * hides what else is wrong with a method, and classes from before there were frames are an error as a whole: of these the
     * stack is looked at, for which types need not be known.
     */
    void check(byte[] before, byte[] after) {
        List<VerifyError> errors = classFiles.verify(after);
        if (errors.isEmpty()) {
            return;
        }
        if (errors.size() > classFiles.verify(before).size()) {
            throw new IllegalArgumentException(errors.getLast().getMessage());
        }
        checkStack(after);
    }

    private static void checkStack(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        for (MethodNode method : type.methods) {
            try {
                new Analyzer<>(new BasicVerifier()).analyze(type.name, method);
            } catch (AnalyzerException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
