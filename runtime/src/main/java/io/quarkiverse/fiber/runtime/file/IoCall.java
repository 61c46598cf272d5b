package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.util.concurrent.Callable;

/** A call that is made by the thread that asks for it, or by another one. */
@FunctionalInterface
public interface IoCall<T> extends Callable<T> {

    @Override
    T call() throws IOException;
}
