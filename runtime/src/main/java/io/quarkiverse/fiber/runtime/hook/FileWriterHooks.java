package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.Charset;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;

/** What {@code new FileWriter(...)} becomes. */
@HooksOf(FileWriter.class)
public final class FileWriterHooks {

    private FileWriterHooks() {
    }

    public static FileWriter create(String name) throws IOException {
        return create(HookedFiles.file(name), false);
    }

    public static FileWriter create(String name, boolean append) throws IOException {
        return create(HookedFiles.file(name), append);
    }

    public static FileWriter create(File file) throws IOException {
        return create(file, false);
    }

    public static FileWriter create(File file, boolean append) throws IOException {
        return create(file, Charset.defaultCharset(), append);
    }

    public static FileWriter create(FileDescriptor descriptor) {
        FileIo io = CurrentIo.files();
        return io == null ? new FileWriter(descriptor) : HookedFiles.writer(io, descriptor);
    }

    public static FileWriter create(String name, Charset charset) throws IOException {
        return create(HookedFiles.file(name), charset, false);
    }

    public static FileWriter create(String name, Charset charset, boolean append) throws IOException {
        return create(HookedFiles.file(name), charset, append);
    }

    public static FileWriter create(File file, Charset charset) throws IOException {
        return create(file, charset, false);
    }

    public static FileWriter create(File file, Charset charset, boolean append) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? new FileWriter(file, charset, append) : HookedFiles.writer(io, file, charset, append);
    }
}
