package io.quarkiverse.fiber.runtime;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Loads and initialises what fibers and hooks need before the first request, as that would be on an event loop. */
@Recorder
public class ClassesRecorder {

    /** On a thread of its own: the application has other things to do until it starts, and most machines another processor. */
    public RuntimeValue<Loading> load(List<String> classNames) {
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) { // an image loads nothing, and begins without threads
            Loading nothing = new Loading(List.of());
            nothing.run();
            return new RuntimeValue<>(nothing);
        }
        Loading loading = new Loading(classNames);
        Thread.ofPlatform().daemon().name("fiber-classes").start(loading);
        return new RuntimeValue<>(loading);
    }

    /** What the start has to wait for. */
    public static final class Loading extends FutureTask<Void> {

        Loading(List<String> classNames) {
            super(new Runnable() {
                @Override
                public void run() {
                    loadNow(classNames);
                }
            }, null);
        }

        private static void loadNow(List<String> classNames) {
            for (String name : classNames) {
                try {
                    Class.forName(name, true, Thread.currentThread().getContextClassLoader());
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException("A class of quarkus-fiber is not in the application", e);
                }
            }
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
