package io.quarkiverse.fiber.runtime.file;

import java.io.FileReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.CharBuffer;

/** A {@link FileReader} that has another reader do everything, whose bytes come from a hooked stream. */
final class HookedFileReader extends FileReader {

    private final InputStreamReader reader;

    /**
     * @param file of the reader, so that the superclass opens none
     */
    HookedFileReader(HookedFileInputStream file, InputStreamReader reader) throws IOException {
        super(file.getFD());
        this.reader = reader;
    }

    @Override
    public String getEncoding() {
        return reader.getEncoding();
    }

    @Override
    public int read() throws IOException {
        return reader.read();
    }

    @Override
    public int read(char[] chars) throws IOException {
        return reader.read(chars);
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        return reader.read(chars, offset, length);
    }

    @Override
    public int read(CharBuffer target) throws IOException {
        return reader.read(target);
    }

    @Override
    public long skip(long count) throws IOException {
        return reader.skip(count);
    }

    @Override
    public boolean ready() throws IOException {
        return reader.ready();
    }

    @Override
    public long transferTo(Writer out) throws IOException {
        return reader.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
