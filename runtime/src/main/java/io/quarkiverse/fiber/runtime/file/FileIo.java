package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** Files, standard input and the streams of processes, for as long as the application runs. */
public final class FileIo {

    /** Opens a file whose operations take a lane. */
    interface Opening<T> {
        T open(Lane lane) throws IOException;
    }

    private final Lane files;
    private final Lane streams;

    /**
     * @param files of calls that end
     * @param streams of calls that may never end
     * @param queueTimeout how long a call waits for a thread of the first
     */
    public FileIo(OffloadPool files, OffloadPool streams, Duration queueTimeout) {
        this.files = new FileLane(files, queueTimeout);
        this.streams = new StreamLane(streams);
    }

    /** Makes a call on files that ends, as that of a method of {@link Files}. */
    public <T> T call(String what, IoCall<T> call) throws IOException {
        return files.call(what, call);
    }

    /** As {@link #call}, for calls that read or write what may be a FIFO. */
    public <T> T callOn(Path path, IoCall<T> call) throws IOException {
        return OffloadPool.takesCaller() ? open(path, lane -> call.call()) : call.call();
    }

    /** Makes a call that may never end, and of which nothing is lost but what it answers when it is left. */
    public <T> T callEndless(String what, IoCall<T> call) throws IOException {
        return streams.call(what, call);
    }

    Lane files() {
        return files;
    }

    Lane streams() {
        return streams;
    }

    /** Opens a file, which may wait for ever if it is none but a FIFO, for its other end. */
    <T> T open(Path path, Opening<T> opening) throws IOException {
        if (!OffloadPool.takesCaller()) {
            return opening.open(maybeEndless(path) ? streams : files);
        }
        String what = "the opening of " + path;
        T opened = files.call(what, () -> maybeEndless(path) ? null : opening.open(files));
        return opened != null ? opened : streams.call(what, () -> opening.open(streams));
    }

    <T> T open(File file, Opening<T> opening) throws IOException {
        return open(pathOf(file), opening);
    }

    /** What it stands for the system tells, where it has {@code /proc}; if not, it may wait for ever. */
    Lane laneOf(FileDescriptor descriptor) {
        int number = descriptor == null ? -1 : JdkFiles.numberOf(descriptor);
        return number >= 0 && Files.isRegularFile(Path.of("/proc/self/fd/" + number)) ? files : streams;
    }

    /** Null for what the JDK's constructors reject. */
    private static Path pathOf(File file) {
        try {
            return file == null ? null : file.toPath();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Whether it is something else than a file or a directory, as FIFOs, sockets and devices are. */
    private static boolean maybeEndless(Path path) {
        try {
            return path != null && Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException | RuntimeException e) {
            return false; // as one that is not there: opening it tells why
        }
    }
}
