package io.quarkiverse.fiber.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.quarkiverse.fiber.runtime.scheduler.VirtualThreads;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Loads and initialises what fibers and hooks need before the first request, as that would be on an event loop. */
@Recorder
public class ClassesRecorder {

    /** The resource that has the names of the classes, a line each: not an argument, lest the build has to wait for them. */
    public static final String HOOK_CLASSES = "META-INF/quarkus-fiber/hook-classes.txt";

    /** On a thread of its own: the application has other things to do until it starts, and most machines another processor. */
    public RuntimeValue<Loading> load() {
        Loading loading = new Loading(Thread.currentThread().getContextClassLoader());
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) { // an image loads nothing, and begins without threads
            loading.set(null);
        } else {
            Thread.ofPlatform().daemon().name("fiber-classes").start(loading);
        }
        return new RuntimeValue<>(loading);
    }

    /** What the start has to wait for. */
    public static final class Loading extends FutureTask<Void> {

        Loading(ClassLoader application) {
            super(new Callable<>() {
                @Override
                public Void call() throws IOException, ClassNotFoundException {
                    List<String> names = names(application);
                    for (String name : names) {
                        Class.forName(name, true, application);
                    }
                    if (!names.isEmpty()) {
                        VirtualThreads.initialisePoller(); // takes as long as many of them
                    }
                    return null;
                }
            });
        }

        private static List<String> names(ClassLoader application) throws IOException {
            try (InputStream names = application.getResourceAsStream(HOOK_CLASSES)) {
                if (names == null) {
                    throw new FileNotFoundException(HOOK_CLASSES);
                }
                return new String(names.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            }
        }

        @Override
        protected void set(Void nothing) {
            super.set(nothing);
        }

        void await() {
            try {
                get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("quarkus-fiber could not be loaded", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The start was interrupted", e);
            }
        }
    }
}
