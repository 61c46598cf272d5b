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
import java.util.stream.Stream;

import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.OpenPathTree;

/**
 * Which classes of the runtime the start and hooked calls may run through: those that they name, that these name, and so on.
 */
final class HookClasses {

    private static final String RUNTIME = "io/quarkiverse/fiber/runtime/";
    private static final List<String> PACKAGES = Stream.of("config", "file", "hook", "io", "net", "offload", "scheduler")
            .map(name -> RUNTIME + name + "/").toList();
    /** Names what starts with the application. */
    private static final String START = RUNTIME + "FiberRecorder";

    /** The thread that opens the first file loads it, for it takes longer than all others together. */
    private static final String LATER = RUNTIME + "file/PageCache";

    private HookClasses() {
    }

    /**
     * @param hooks the internal names of the classes of hooks in use
     * @return the names of the classes
     */
    static List<String> of(Collection<String> hooks, ResolvedDependency runtime) throws IOException {
        Set<String> found = new LinkedHashSet<>(List.of(START));
        found.addAll(hooks);
        Deque<String> rest = new ArrayDeque<>(found);
        try (OpenPathTree tree = runtime.getContentTree().open()) {
            for (String next; (next = rest.poll()) != null;) {
                for (String named : namedBy(next, tree)) {
                    if (isLoadedAtStart(named) && found.add(named)) {
                        rest.add(named);
                    }
                }
            }
        }
        return found.stream().map(name -> name.replace('/', '.')).toList();
    }

    private static boolean isLoadedAtStart(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith) && !name.equals(LATER);
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
