package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;

/** What {@code new FileOutputStream(...)} becomes. */
@HooksOf(FileOutputStream.class)
public final class FileOutputStreamHooks {

    private FileOutputStreamHooks() {
    }

    public static FileOutputStream create(String name) throws FileNotFoundException {
        return create(HookedFiles.file(name), false);
    }

    public static FileOutputStream create(String name, boolean append) throws FileNotFoundException {
        return create(HookedFiles.file(name), append);
    }

    public static FileOutputStream create(File file) throws FileNotFoundException {
        return create(file, false);
    }

    public static FileOutputStream create(File file, boolean append) throws FileNotFoundException {
        FileIo io = CurrentIo.files();
        return io == null ? new FileOutputStream(file, append) : HookedFiles.output(io, file, append);
    }

    public static FileOutputStream create(FileDescriptor descriptor) {
        FileIo io = CurrentIo.files();
        return io == null ? new FileOutputStream(descriptor) : HookedFiles.output(io, descriptor);
    }
}
