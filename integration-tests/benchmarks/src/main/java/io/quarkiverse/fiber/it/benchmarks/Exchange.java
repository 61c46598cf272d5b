package io.quarkiverse.fiber.it.benchmarks;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** What the load sends, and how it knows that the answer is complete. */
enum Exchange {

    HTTP {
        @Override
        byte[] request(Contender contender) {
            return ("GET " + contender.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        Answers answers() {
            return new ResponseParser();
        }
    },
    /** So many bytes there, and the same back. */
    ECHO {
        @Override
        byte[] request(Contender contender) {
            return new byte[ECHO_LENGTH];
        }

        @Override
        Answers answers() {
            return new Answers() {

                private int missing = ECHO_LENGTH;

                @Override
                public boolean parse(ByteBuffer in) {
                    int length = Math.min(in.remaining(), missing);
                    in.position(in.position() + length);
                    missing -= length;
                    if (missing > 0) {
                        return false;
                    }
                    missing = ECHO_LENGTH;
                    return true;
                }

                @Override
                public boolean isGood() {
                    return true;
                }
            };
        }
    };

    static final int ECHO_LENGTH = 64;

    abstract byte[] request(Contender contender);

    /** For one connection. */
    abstract Answers answers();

    /** The answers that one connection delivers, in pieces of any size. */
    interface Answers {

        /**
         * Takes bytes up to the end of an answer.
         *
         * @return whether it ended; what is left in {@code in} then belongs to the next one
         */
        boolean parse(ByteBuffer in) throws ProtocolException;

        /** Whether the answer that ended last is what was asked for. */
        boolean isGood();
    }
}
