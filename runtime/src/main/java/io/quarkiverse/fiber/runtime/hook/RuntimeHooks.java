package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.IOException;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedProcess;
import io.quarkiverse.fiber.runtime.file.IoCall;

/** What calls of {@code Runtime.exec(...)} become. */
@HooksOf(Runtime.class)
public final class RuntimeHooks {

    private RuntimeHooks() {
    }

    @SuppressWarnings("deprecation")
    public static Process exec(Runtime runtime, String command) throws IOException {
        return start(() -> runtime.exec(command));
    }

    @SuppressWarnings("deprecation")
    public static Process exec(Runtime runtime, String command, String[] environment) throws IOException {
        return start(() -> runtime.exec(command, environment));
    }

    @SuppressWarnings("deprecation")
    public static Process exec(Runtime runtime, String command, String[] environment, File directory) throws IOException {
        return start(() -> runtime.exec(command, environment, directory));
    }

    public static Process exec(Runtime runtime, String[] command) throws IOException {
        return start(() -> runtime.exec(command));
    }

    public static Process exec(Runtime runtime, String[] command, String[] environment) throws IOException {
        return start(() -> runtime.exec(command, environment));
    }

    public static Process exec(Runtime runtime, String[] command, String[] environment, File directory) throws IOException {
        return start(() -> runtime.exec(command, environment, directory));
    }

    private static Process start(IoCall<Process> start) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? start.call() : HookedProcess.start(io, start);
    }
}
