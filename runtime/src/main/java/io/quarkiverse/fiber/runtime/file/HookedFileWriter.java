package io.quarkiverse.fiber.runtime.file;

import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;

/** A {@link FileWriter} that has another writer do everything, whose bytes go to a hooked stream. */
final class HookedFileWriter extends FileWriter {

    private final OutputStreamWriter writer;

    /**
     * @param file of the writer, so that the superclass opens none
     */
    HookedFileWriter(HookedFileOutputStream file, OutputStreamWriter writer) throws IOException {
        super(file.getFD());
        this.writer = writer;
    }

    @Override
    public String getEncoding() {
        return writer.getEncoding();
    }

    @Override
    public void write(int character) throws IOException {
        writer.write(character);
    }

    @Override
    public void write(char[] chars) throws IOException {
        writer.write(chars);
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        writer.write(chars, offset, length);
    }

    @Override
    public void write(String text) throws IOException {
        writer.write(text);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        writer.write(text, offset, length);
    }

    @Override
    public Writer append(CharSequence text) throws IOException {
        writer.append(text);
        return this;
    }

    @Override
    public Writer append(CharSequence text, int start, int end) throws IOException {
        writer.append(text, start, end);
        return this;
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
