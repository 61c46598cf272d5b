package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.util.List;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedProcess;

/** What starts of processes become. */
@HooksOf(ProcessBuilder.class)
public final class ProcessBuilderHooks {

    private ProcessBuilderHooks() {
    }

    public static Process start(ProcessBuilder builder) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? builder.start() : HookedProcess.start(io, builder::start);
    }

    public static List<Process> startPipeline(List<ProcessBuilder> builders) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? ProcessBuilder.startPipeline(builders)
                : HookedProcess.startAll(io, () -> ProcessBuilder.startPipeline(builders));
    }
}
