package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.Charset;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;

/** What {@code new FileReader(...)} becomes. */
@HooksOf(FileReader.class)
public final class FileReaderHooks {

    private FileReaderHooks() {
    }

    public static FileReader create(String name) throws FileNotFoundException {
        return create(HookedFiles.file(name));
    }

    public static FileReader create(File file) throws FileNotFoundException {
        FileIo io = CurrentIo.files();
        return io == null ? new FileReader(file) : HookedFiles.reader(io, file);
    }

    public static FileReader create(FileDescriptor descriptor) {
        FileIo io = CurrentIo.files();
        return io == null ? new FileReader(descriptor) : HookedFiles.reader(io, descriptor);
    }

    public static FileReader create(String name, Charset charset) throws IOException {
        return create(HookedFiles.file(name), charset);
    }

    public static FileReader create(File file, Charset charset) throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? new FileReader(file, charset) : HookedFiles.reader(io, file, charset);
    }
}
