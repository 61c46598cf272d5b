package io.quarkiverse.fiber.runtime.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What a call has answered, as text that is the same for the same behaviour; what is open is tried, and closed. */
final class FileAnswers {

    private FileAnswers() {
    }

    static String text(Exception e) {
        return e instanceof NullPointerException ? e.getClass().getName() : e.toString();
    }

    static String text(Object made) {
        return switch (made) {
            case RandomAccessFile file -> closed(file, file::length, file::readLine, file::getFilePointer, () -> {
                file.write('x');
                return file.length();
            });
            case BufferedReader reader -> closed(reader, reader::ready, reader::readLine, reader::read);
            case Reader reader -> closed(reader, reader::ready, reader::read, () -> reader.skip(2),
                    () -> reader.transferTo(Writer.nullWriter()), reader::read);
            case Writer writer -> closed(writer, () -> writer.append("appended", 2, 5), () -> {
                writer.write('x');
                return "written";
            });
            case InputStream in -> closed(in, in::available, in::read, () -> in.skip(2), () -> new String(in.readNBytes(3)),
                    () -> new String(in.readAllBytes()), in::read);
            case OutputStream out -> closed(out, () -> {
                out.write("bytes".getBytes(), 1, 3);
                out.write('x');
                return "written";
            });
            case SeekableByteChannel channel -> closed(channel, channel::size, channel::position,
                    () -> channel.read(ByteBuffer.allocate(4)), channel::position,
                    () -> channel.write(ByteBuffer.wrap("xy".getBytes())), () -> channel.position(1).position(),
                    () -> channel.truncate(3).size());
            case DirectoryStream<?> entries -> closed(entries, () -> {
                List<String> names = new ArrayList<>();
                entries.forEach(entry -> names.add(entry.toString()));
                return names.stream().sorted().toList();
            });
            case Stream<?> stream -> closed(stream::close,
                    () -> stream.map(String::valueOf).sorted().toList());
            case BasicFileAttributes attributes -> "directory " + attributes.isDirectory() + ", size " + attributes.size();
            case Map<?, ?> map -> new TreeMap<>(map).toString();
            case Path path -> path.toString();
            case byte[] bytes -> Arrays.toString(bytes);
            case Collection<?> all -> all.stream().map(String::valueOf).toList().toString();
            case null, default -> String.valueOf(made);
        };
    }

    /** The answers of some calls, before and after it is closed. */
    private static String closed(Closeable made, Callable<?>... tries) {
        StringBuilder text = new StringBuilder("opened");
        answer(text, tries);
        answer(text, () -> {
            made.close();
            return "closed";
        });
        return answer(text, tries).toString();
    }

    private static StringBuilder answer(StringBuilder text, Callable<?>... tries) {
        for (Callable<?> each : tries) {
            try {
                Object answer = each.call();
                text.append(", ").append(answer instanceof Writer ? "itself" : answer);
            } catch (Exception e) {
                text.append(", ").append(text(e));
            }
        }
        return text;
    }
}
