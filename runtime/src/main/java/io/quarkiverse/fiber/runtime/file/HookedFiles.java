package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;

/** Makes hooked streams, readers, writers and random access files, for each way in which the JDK's are made. */
public final class HookedFiles {

    private HookedFiles() {
    }

    /** As {@code new File(name)}, but null stays null, for which constructors have exceptions of their own. */
    public static File file(String name) {
        return name == null ? null : new File(name);
    }

    /** As {@code new FileInputStream(file)}. */
    public static FileInputStream input(FileIo io, File file) throws FileNotFoundException {
        return opened(() -> openInput(io, file));
    }

    /** As {@code new FileInputStream(descriptor)}. */
    public static FileInputStream input(FileIo io, FileDescriptor descriptor) {
        return new HookedFileInputStream(io.laneOf(descriptor), descriptor);
    }

    /** As {@code new FileOutputStream(file, append)}. */
    public static FileOutputStream output(FileIo io, File file, boolean append) throws FileNotFoundException {
        return opened(() -> openOutput(io, file, append));
    }

    /** As {@code new FileOutputStream(descriptor)}. */
    public static FileOutputStream output(FileIo io, FileDescriptor descriptor) {
        return new HookedFileOutputStream(io.laneOf(descriptor), descriptor);
    }

    /** As {@code new RandomAccessFile(file, mode)}. */
    public static RandomAccessFile randomAccess(FileIo io, File file, String mode) throws FileNotFoundException {
        return opened(() -> io.open(file, lane -> new HookedRandomAccessFile(lane, file, mode)));
    }

    /** As {@code new FileReader(file)}. */
    public static FileReader reader(FileIo io, File file) throws FileNotFoundException {
        return opened(() -> reader(io, file, Charset.defaultCharset()));
    }

    /** As {@code new FileReader(file, charset)}; the JDK looks at the charset after it has opened the file. */
    public static FileReader reader(FileIo io, File file, Charset charset) throws IOException {
        return reader(openInput(io, file), charset);
    }

    /** As {@code new FileReader(descriptor)}. */
    public static FileReader reader(FileIo io, FileDescriptor descriptor) {
        HookedFileInputStream file = new HookedFileInputStream(io.laneOf(descriptor), descriptor);
        try {
            return reader(file, Charset.defaultCharset());
        } catch (IOException e) {
            throw new IllegalStateException("There is a descriptor", e);
        }
    }

    /** As {@code new FileWriter(file, charset, append)}. */
    public static FileWriter writer(FileIo io, File file, Charset charset, boolean append) throws IOException {
        return writer(openOutput(io, file, append), charset);
    }

    /** As {@code new FileWriter(descriptor)}. */
    public static FileWriter writer(FileIo io, FileDescriptor descriptor) {
        HookedFileOutputStream file = new HookedFileOutputStream(io.laneOf(descriptor), descriptor);
        try {
            return writer(file, Charset.defaultCharset());
        } catch (IOException e) {
            throw new IllegalStateException("There is a descriptor", e);
        }
    }

    private static HookedFileReader reader(HookedFileInputStream file, Charset charset) throws IOException {
        return new HookedFileReader(file, new InputStreamReader(file, charset));
    }

    private static HookedFileWriter writer(HookedFileOutputStream file, Charset charset) throws IOException {
        return new HookedFileWriter(file, new OutputStreamWriter(file, charset));
    }

    private static HookedFileInputStream openInput(FileIo io, File file) throws IOException {
        return io.open(file, lane -> new HookedFileInputStream(lane, file));
    }

    private static HookedFileOutputStream openOutput(FileIo io, File file, boolean append) throws IOException {
        return io.open(file, lane -> new HookedFileOutputStream(lane, file, append));
    }

    /** Constructors declare nothing else: what is not the JDK's own becomes its cause. */
    private static <T> T opened(IoCall<T> opening) throws FileNotFoundException {
        try {
            return opening.call();
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            FileNotFoundException notOpened = new FileNotFoundException(e.getMessage());
            notOpened.initCause(e);
            throw notOpened;
        }
    }
}
