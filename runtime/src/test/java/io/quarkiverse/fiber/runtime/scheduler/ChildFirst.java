package io.quarkiverse.fiber.runtime.scheduler;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** The class loader of an application of its own: all of ours is loaded anew, but for what the JVM itself loads. */
public final class ChildFirst extends URLClassLoader {

    /**
     * @param classes one of each place that classes are loaded from
     */
    public ChildFirst(Class<?>... classes) {
        super(Arrays.stream(classes).map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toArray(URL[]::new),
                ChildFirst.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOurs(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith("io.quarkiverse.fiber.") && !name.startsWith("io.quarkiverse.fiber.boot.")
                || name.startsWith("io.netty.channel.epoll.ForeignDescriptor");
    }
}
