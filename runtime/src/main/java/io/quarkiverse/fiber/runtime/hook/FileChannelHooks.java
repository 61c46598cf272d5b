package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedPaths;

/** What {@code FileChannel.open(...)} becomes. */
@HooksOf(FileChannel.class)
public final class FileChannelHooks {

    private FileChannelHooks() {
    }

    public static FileChannel open(Path path, OpenOption... options) throws IOException {
        return open(path, new HashSet<>(Arrays.asList(options)));
    }

    public static FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        FileIo io = CurrentIo.files();
        return io == null ? FileChannel.open(path, options, attributes)
                : HookedPaths.channel(io, path, options, attributes);
    }
}
