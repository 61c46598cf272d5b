package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.OpenPathTree;

/** Which classes of the runtime a hooked call may run through: those that its hook names, that these name, and so on. */
final class HookClasses {

    private static final List<String> PACKAGES = List.of("io/quarkiverse/fiber/runtime/hook/",
            "io/quarkiverse/fiber/runtime/net/", "io/quarkiverse/fiber/runtime/io/", "io/quarkiverse/fiber/runtime/file/",
            "io/quarkiverse/fiber/runtime/offload/");

    private HookClasses() {
    }

    /**
     * @param hooks the internal names of the classes of hooks in use
     * @return the names of the classes
     */
    static List<String> of(Collection<String> hooks, ResolvedDependency runtime) throws IOException {
        Set<String> found = new LinkedHashSet<>(hooks);
        Deque<String> rest = new ArrayDeque<>(hooks);
        try (OpenPathTree tree = runtime.getContentTree().open()) {
            for (String next; (next = rest.poll()) != null;) {
                for (String named : namedBy(next, tree)) {
                    if (PACKAGES.stream().anyMatch(named::startsWith) && found.add(named)) {
                        rest.add(named);
                    }
                }
            }
        }
        return found.stream().map(name -> name.replace('/', '.')).toList();
    }

    private static List<String> namedBy(String className, OpenPathTree tree) {
        byte[] classFile = tree.apply(className + ".class", visit -> {
            try {
                return Files.readAllBytes(visit.getPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<String> names = new ArrayList<>();
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof ClassEntry type) {
                names.add(type.asInternalName());
            }
        }
        return names;
    }
}
