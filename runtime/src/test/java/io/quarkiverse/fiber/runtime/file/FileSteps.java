package io.quarkiverse.fiber.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Arrays;
import java.util.Random;

/** The operations of a {@link FileProgram}. */
final class FileSteps {

    private static final int[] LENGTHS = { 0, 1, 7, 100, 8192, 70_000, 300_000 };

    private final Random random;
    private final FileMaker maker;

    FileSteps(Random random, FileMaker maker) {
        this.random = random;
        this.maker = maker;
    }

    interface Action {
        Object run() throws Exception;
    }

    interface Effect {
        void run() throws Exception;
    }

    record Step(String text, Action action) {
    }

    private static Step effect(String text, Effect effect) {
        return new Step(text, () -> {
            effect.run();
            return "done";
        });
    }

    private int length() {
        return LENGTHS[random.nextInt(LENGTHS.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[length()];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(int count, byte[] bytes) {
        return count + " bytes " + Arrays.hashCode(bytes);
    }

    Step of(InputStream in) {
        byte[] bytes = new byte[length() + 2];
        int length = random.nextInt(bytes.length) - 1;
        return switch (random.nextInt(9)) {
            case 0 -> new Step("read", in::read);
            case 1 -> new Step("read array", () -> text(in.read(bytes), bytes));
            case 2 -> new Step("read " + length, () -> text(in.read(bytes, 2, length), bytes));
            case 3 -> new Step("skip " + length, () -> in.skip(length));
            case 4 -> new Step("available", in::available);
            case 5 -> new Step("read n " + length, () -> Arrays.hashCode(in.readNBytes(length)));
            case 6 -> new Step("read n into", () -> text(in.readNBytes(bytes, 1, bytes.length - 1), bytes));
            case 7 -> new Step("read all", () -> Arrays.hashCode(in.readAllBytes()));
            default -> new Step("transfer", () -> in.transferTo(OutputStream.nullOutputStream()));
        };
    }

    Step of(OutputStream out) {
        byte[] bytes = bytes();
        int from = random.nextInt(4) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> effect("write", () -> out.write(bytes.length));
            case 1 -> effect("write " + bytes.length, () -> out.write(bytes));
            case 2 -> effect("write from " + from, () -> out.write(bytes, from, bytes.length - 1));
            default -> effect("flush", out::flush);
        };
    }

    Step of(Reader reader) {
        char[] chars = new char[length() + 2];
        return switch (random.nextInt(5)) {
            case 0 -> new Step("read", reader::read);
            case 1 -> new Step("read array", () -> reader.read(chars) + " " + Arrays.hashCode(chars));
            case 2 -> new Step("read some", () -> reader.read(chars, 1, chars.length - 1) + " " + Arrays.hashCode(chars));
            case 3 -> new Step("skip", () -> reader.skip(chars.length));
            default -> new Step("ready", reader::ready);
        };
    }

    Step of(Writer writer) {
        String text = "ä".repeat(length());
        return switch (random.nextInt(4)) {
            case 0 -> effect("write text " + text.length(), () -> writer.write(text));
            case 1 -> effect("write char", () -> writer.write('x'));
            case 2 -> effect("append", () -> writer.append("text", 1, 3));
            default -> effect("flush", writer::flush);
        };
    }

    Step of(RandomAccessFile file) {
        byte[] bytes = bytes();
        int place = length();
        return switch (random.nextInt(20)) {
            case 0 -> effect("seek " + place, () -> file.seek(place));
            case 1 -> new Step("length", file::length);
            case 2 -> new Step("position", file::getFilePointer);
            case 3 -> effect("set length " + place, () -> file.setLength(place));
            case 4 -> new Step("read", file::read);
            case 5 -> new Step("read array", () -> text(file.read(bytes), bytes));
            case 6 -> effect("read fully", () -> file.readFully(bytes));
            case 7 -> new Step("read int", file::readInt);
            case 8 -> new Step("read long", file::readLong);
            case 9 -> new Step("read UTF", () -> file.readUTF().length());
            case 10 -> new Step("read line", () -> String.valueOf(file.readLine()).length());
            case 11 -> new Step("skip", () -> file.skipBytes(place));
            case 12 -> effect("write", () -> file.write(place));
            case 13 -> effect("write " + bytes.length, () -> file.write(bytes));
            case 14 -> effect("write double", () -> file.writeDouble(place));
            case 15 -> effect("write UTF", () -> file.writeUTF("ä".repeat(place % 1000)));
            case 16 -> effect("write chars", () -> file.writeChars("text"));
            case 17 -> effect("write bytes", () -> file.writeBytes("text"));
            default -> of(maker.channelOf(file), null);
        };
    }

    /**
     * @param other null if there is none
     */
    Step of(FileChannel channel, FileChannel other) {
        byte[] bytes = bytes();
        ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.wrap(bytes)
                : ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
        int place = length() - 1;
        return switch (random.nextInt(17)) {
            case 0 -> new Step("read", () -> channel.read(buffer) + " " + buffer.flip().hashCode());
            case 1 -> new Step("read at " + place, () -> channel.read(buffer, place) + " " + buffer.flip().hashCode());
            case 2 -> new Step("scatter", () -> {
                ByteBuffer[] two = { ByteBuffer.allocate(3), buffer };
                return channel.read(two) + " " + two[0].position() + " " + buffer.flip().hashCode();
            });
            case 3 -> new Step("write " + bytes.length, () -> channel.write(buffer) + " " + buffer.position());
            case 4 -> new Step("write at " + place, () -> channel.write(buffer, place) + " " + buffer.position());
            case 5 -> new Step("gather", () -> channel.write(new ByteBuffer[] { ByteBuffer.wrap(new byte[3]), buffer }));
            case 6 -> new Step("position", channel::position);
            case 7 -> new Step("position " + place, () -> channel.position(place).position());
            case 8 -> new Step("size", channel::size);
            case 9 -> new Step("truncate " + place, () -> channel.truncate(place).size());
            case 10 -> effect("force", () -> channel.force(false));
            case 11 -> new Step("transfer to memory",
                    () -> channel.transferTo(place, 100_000, Channels.newChannel(OutputStream.nullOutputStream())));
            case 12 -> new Step("transfer to a channel " + (other != null),
                    () -> channel.transferTo(place, 100_000, other == channel ? null : other));
            case 13 -> new Step("transfer from memory", () -> channel.transferFrom(
                    Channels.newChannel(new ByteArrayInputStream(bytes)), place, 100_000));
            case 14 -> new Step("map", () -> channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(5, channel.size()))
                    .remaining());
            case 15 -> new Step("lock", () -> locked(channel, channel.lock()));
            default -> new Step("try to lock", () -> locked(channel, channel.tryLock()));
        };
    }

    private static String locked(FileChannel channel, FileLock lock) throws Exception {
        String text = (lock.channel() == channel) + " " + lock.isValid() + " " + lock.isShared() + " " + lock.size();
        lock.release();
        return text + " " + lock.isValid();
    }
}
