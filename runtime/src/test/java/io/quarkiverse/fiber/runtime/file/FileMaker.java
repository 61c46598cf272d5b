package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

import io.quarkiverse.fiber.runtime.hook.FileChannelHooks;
import io.quarkiverse.fiber.runtime.hook.FileInputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileOutputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileReaderHooks;
import io.quarkiverse.fiber.runtime.hook.FileWriterHooks;
import io.quarkiverse.fiber.runtime.hook.FilesHooks;
import io.quarkiverse.fiber.runtime.hook.RandomAccessFileHooks;

/** Makes what programs work on: these are the JDK's. */
class FileMaker {

    static final FileMaker HOOKED = new FileMaker() {
        @Override
        FileInputStream input(File file) throws IOException {
            return FileInputStreamHooks.create(file);
        }

        @Override
        InputStream input(Path path) throws IOException {
            return FilesHooks.newInputStream(path);
        }

        @Override
        FileOutputStream output(File file, boolean append) throws IOException {
            return FileOutputStreamHooks.create(file, append);
        }

        @Override
        FileReader reader(File file) throws IOException {
            return FileReaderHooks.create(file);
        }

        @Override
        FileWriter writer(File file, boolean append) throws IOException {
            return FileWriterHooks.create(file, append);
        }

        @Override
        RandomAccessFile randomAccess(File file, String mode) throws IOException {
            return RandomAccessFileHooks.create(file, mode);
        }

        @Override
        FileChannel channelOf(RandomAccessFile file) {
            return RandomAccessFileHooks.getChannel(file);
        }

        @Override
        FileChannel channel(Path path, OpenOption... options) throws IOException {
            return FileChannelHooks.open(path, options);
        }
    };

    FileInputStream input(File file) throws IOException {
        return new FileInputStream(file);
    }

    InputStream input(Path path) throws IOException {
        return Files.newInputStream(path);
    }

    FileOutputStream output(File file, boolean append) throws IOException {
        return new FileOutputStream(file, append);
    }

    FileReader reader(File file) throws IOException {
        return new FileReader(file);
    }

    FileWriter writer(File file, boolean append) throws IOException {
        return new FileWriter(file, append);
    }

    RandomAccessFile randomAccess(File file, String mode) throws IOException {
        return new RandomAccessFile(file, mode);
    }

    FileChannel channelOf(RandomAccessFile file) {
        return file.getChannel();
    }

    FileChannel channel(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, options);
    }
}
