package io.quarkiverse.fiber.it.benchmarks;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of each HTTP/1.1 response in what a connection delivers, in pieces of any size. A body without
 * {@code Content-Length} has to be chunked: one that ends with the connection is of no use to keep-alive.
 */
final class ResponseParser implements Exchange.Answers {

    private enum State {
        STATUS_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private static final int UNKNOWN = -1;

    private final byte[] line = new byte[4096];
    private int lineLength;
    private State state = State.STATUS_LINE;
    private int status;
    private boolean chunked;
    /** Bytes of the body, or of the chunk, that have not come yet. */
    private long missing;

    /** The status of the response that ended last. */
    int status() {
        return status;
    }

    @Override
    public boolean isGood() {
        return status == 200;
    }

    @Override
    public boolean parse(ByteBuffer in) throws ProtocolException {
        while (in.hasRemaining()) {
            boolean ended = switch (state) {
                case BODY, CHUNK -> skip(in);
                default -> takeLine(in) && lineEnded();
            };
            if (ended) {
                state = State.STATUS_LINE;
                return true;
            }
        }
        return false;
    }

    /** Returns whether this was the end of the body. */
    private boolean skip(ByteBuffer in) {
        int length = (int) Math.min(in.remaining(), missing);
        in.position(in.position() + length);
        missing -= length;
        if (missing == 0 && state == State.CHUNK) {
            state = State.CHUNK_END;
            return false;
        }
        return missing == 0;
    }

    /** Returns whether {@link #line} is complete, its end of line left out. */
    private boolean takeLine(ByteBuffer in) throws ProtocolException {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == '\n') {
                if (lineLength > 0 && line[lineLength - 1] == '\r') {
                    lineLength--;
                }
                return true;
            }
            if (lineLength == line.length) {
                throw new ProtocolException("A line of the response is longer than " + line.length + " bytes");
            }
            line[lineLength++] = next;
        }
        return false;
    }

    /** Acts on a complete line; returns whether it was the last one of the response. */
    private boolean lineEnded() throws ProtocolException {
        boolean ended = switch (state) {
            case STATUS_LINE -> statusLine();
            case HEADERS -> header();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> chunkEnd();
            case TRAILERS -> lineLength == 0;
            default -> throw new IllegalStateException("No line in " + state);
        };
        lineLength = 0;
        return ended;
    }

    private boolean statusLine() throws ProtocolException {
        if (!lineStartsWith("http/1.1 ") || lineLength < 12) {
            throw new ProtocolException("Not a status line: " + lineFrom(0));
        }
        status = Integer.parseInt(lineFrom(9), 0, 3, 10);
        chunked = false;
        missing = UNKNOWN;
        state = State.HEADERS;
        return false;
    }

    private boolean header() throws ProtocolException {
        if (lineLength == 0) {
            return headersEnded();
        }
        if (lineStartsWith("content-length:")) {
            missing = Long.parseLong(lineFrom("content-length:".length()));
        } else if (lineStartsWith("transfer-encoding:")) {
            chunked = lineFrom("transfer-encoding:".length()).toLowerCase(Locale.ROOT).endsWith("chunked");
        }
        return false;
    }

    private boolean headersEnded() throws ProtocolException {
        if (chunked) {
            state = State.CHUNK_SIZE;
            return false;
        }
        if (missing == UNKNOWN) {
            throw new ProtocolException("A response with status " + status + " has neither a length nor chunks");
        }
        state = State.BODY;
        return missing == 0;
    }

    private boolean chunkSize() {
        String size = lineFrom(0);
        int extension = size.indexOf(';');
        missing = Long.parseLong(extension < 0 ? size : size.substring(0, extension).strip(), 16);
        state = missing == 0 ? State.TRAILERS : State.CHUNK;
        return false;
    }

    private boolean chunkEnd() throws ProtocolException {
        if (lineLength != 0) {
            throw new ProtocolException("A chunk is longer than announced");
        }
        state = State.CHUNK_SIZE;
        return false;
    }

    private String lineFrom(int begin) {
        return new String(line, begin, lineLength - begin, StandardCharsets.ISO_8859_1).strip();
    }

    /** @param name in lower case */
    private boolean lineStartsWith(String name) {
        if (lineLength < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(line[i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
