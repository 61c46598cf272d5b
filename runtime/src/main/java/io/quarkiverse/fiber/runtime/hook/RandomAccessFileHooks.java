package io.quarkiverse.fiber.runtime.hook;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;
import io.quarkiverse.fiber.runtime.file.HookedRandomAccessFile;

/** What {@code new RandomAccessFile(...)} becomes, and the calls of methods that no subclass can override. */
@HooksOf(RandomAccessFile.class)
public final class RandomAccessFileHooks {

    private RandomAccessFileHooks() {
    }

    public static RandomAccessFile create(String name, String mode) throws FileNotFoundException {
        return create(HookedFiles.file(name), mode);
    }

    public static RandomAccessFile create(File file, String mode) throws FileNotFoundException {
        FileIo io = CurrentIo.files();
        return io == null ? new RandomAccessFile(file, mode) : HookedFiles.randomAccess(io, file, mode);
    }

    public static FileChannel getChannel(RandomAccessFile file) {
        return file instanceof HookedRandomAccessFile hooked ? hooked.channel() : file.getChannel();
    }

    public static String readLine(RandomAccessFile file) throws IOException {
        return file instanceof HookedRandomAccessFile hooked ? hooked.call(file::readLine) : file.readLine();
    }

    public static void writeBytes(RandomAccessFile file, String text) throws IOException {
        if (file instanceof HookedRandomAccessFile hooked) {
            hooked.call(() -> {
                file.writeBytes(text);
                return null;
            });
        } else {
            file.writeBytes(text);
        }
    }

    public static void writeChars(RandomAccessFile file, String text) throws IOException {
        if (file instanceof HookedRandomAccessFile hooked) {
            hooked.call(() -> {
                file.writeChars(text);
                return null;
            });
        } else {
            file.writeChars(text);
        }
    }
}
