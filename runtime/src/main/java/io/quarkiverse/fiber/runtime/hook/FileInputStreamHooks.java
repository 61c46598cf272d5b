package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;

/** What {@code new FileInputStream(...)} becomes. */
@HooksOf(FileInputStream.class)
public final class FileInputStreamHooks {

    private FileInputStreamHooks() {
    }

    public static FileInputStream create(String name) throws FileNotFoundException {
        return create(HookedFiles.file(name));
    }

    public static FileInputStream create(File file) throws FileNotFoundException {
        FileIo io = CurrentIo.files();
        return io == null ? new FileInputStream(file) : HookedFiles.input(io, file);
    }

    public static FileInputStream create(FileDescriptor descriptor) {
        FileIo io = CurrentIo.files();
        return io == null ? new FileInputStream(descriptor) : HookedFiles.input(io, descriptor);
    }
}
