package io.quarkiverse.fiber.runtime.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process whose streams do not stop the carrier of a fiber, nor do its readers and its writer, which are made of them. */
public final class HookedProcess extends Process {

    private final Process process;
    private final InputStream output;
    private final InputStream errors;
    private final OutputStream input;

    private HookedProcess(Lane lane, Process process) {
        this.process = process;
        String what = "of process " + process.pid();
        output = new BufferedInputStream(new OffloadedInputStream(lane, process.getInputStream(), "the output " + what));
        errors = new BufferedInputStream(new OffloadedInputStream(lane, process.getErrorStream(), "the errors " + what));
        input = new BufferedOutputStream(new OffloadedOutputStream(lane, process.getOutputStream(), "the input " + what));
    }

    /** Starts a process elsewhere, because that takes milliseconds. */
    public static Process start(FileIo io, IoCall<Process> start) throws IOException {
        return new HookedProcess(io.streams(), io.call("the start of a process", start));
    }

    /** As {@link ProcessBuilder#startPipeline}. */
    public static List<Process> startAll(FileIo io, IoCall<List<Process>> start) throws IOException {
        List<Process> hooked = new ArrayList<>();
        for (Process process : io.call("the start of processes", start)) {
            hooked.add(new HookedProcess(io.streams(), process));
        }
        return hooked;
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return errors;
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public void destroy() {
        process.destroy();
    }

    @Override
    public Process destroyForcibly() {
        process.destroyForcibly();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return process.supportsNormalTermination();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    @Override
    public ProcessHandle toHandle() {
        return process.toHandle();
    }

    @Override
    public ProcessHandle.Info info() {
        return process.info();
    }

    @Override
    public Stream<ProcessHandle> children() {
        return process.children();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
