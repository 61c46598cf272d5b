package io.quarkiverse.fiber.test.lifecycle;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.runtime.StartupEvent;

/** Counts the class loaders of the application that are still alive, over reloads. */
@Path("/loaders")
public class Loaders {

    void remember(@Observes StartupEvent start) {
        all().add(new WeakReference<>(Loaders.class.getClassLoader()));
    }

    @GET
    public long alive() {
        System.gc();
        return all().stream().filter(loader -> loader.get() != null).count();
    }

    @SuppressWarnings("unchecked")
    private static Collection<WeakReference<ClassLoader>> all() {
        return (Collection<WeakReference<ClassLoader>>) System.getProperties().computeIfAbsent("loaders",
                key -> new ConcurrentLinkedQueue<WeakReference<ClassLoader>>());
    }
}
