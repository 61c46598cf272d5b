package io.quarkiverse.fiber.deployment.substitution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of a jar, some of them changed. */
final class ClientJar extends ClassLoader {

    private final Map<String, byte[]> classFiles;

    /**
     * @param dependencies of the jar, as far as they are there
     */
    ClientJar(Map<String, byte[]> classFiles, ClassLoader dependencies) {
        super(dependencies);
        this.classFiles = classFiles;
    }

    /** By internal names. */
    static Map<String, byte[]> classFiles(Path jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
                if (!entry.getName().startsWith("META-INF/") && !entry.getName().endsWith("module-info.class")) {
                    files.put(entry.getName().replace(".class", ""), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    static URLClassLoader allOf(Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(directory)) {
            return new URLClassLoader(jars.map(ClientJar::url).toArray(URL[]::new), ClientJar.class.getClassLoader());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has the JVM verify a class without running anything of it.
     *
     * @return the error that the class cannot be used for, or null
     */
    LinkageError link(String name) {
        try {
            loadClass(name.replace('/', '.')).getDeclaredConstructors();
            return null;
        } catch (LinkageError e) {
            return e;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] file = classFiles.get(name.replace('.', '/'));
            return file == null ? super.loadClass(name, resolve) : defineClass(name, file, 0, file.length);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] file = classFiles.get(name.replace(".class", ""));
        return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
}
