package io.quarkiverse.fiber.it.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Bound;
import io.quarkiverse.fiber.it.benchmarks.Benchmark.Comparison;

/** What a result rests on: where a response ends, and what follows from a set of slices. */
class MeasuringTest {

    private static final Comparison CONTROL = new HelloBenchmark().comparisons().stream().filter(Comparison::isControl)
            .findFirst().orElseThrow();
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-LENGTH: 12\r\n\r\nHello, fiber";
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "7;x=y\r\nHello, \r\nC\r\nfiber\r\n\r\n0\r\n\r\n0\r\nTrailer: 1\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = { PLAIN, EMPTY, CHUNKED })
    void responseEndsAtItsLastByteHoweverItIsSplit(String response) throws ProtocolException {
        byte[] bytes = response.getBytes(StandardCharsets.US_ASCII);
        ResponseParser parser = new ResponseParser();
        for (int split = 0; split < bytes.length; split++) {
            assertFalse(parser.parse(ByteBuffer.wrap(bytes, 0, split)), "ended before byte " + split);
            assertTrue(parser.parse(ByteBuffer.wrap(bytes, split, bytes.length - split)), "split at byte " + split);
            assertEquals(Integer.parseInt(response.substring(9, 12)), parser.status());
        }
    }

    @Test
    void responseEndsAtItsLastByteWhenBytesComeOneByOne() throws ProtocolException {
        byte[] bytes = (CHUNKED + PLAIN).getBytes(StandardCharsets.US_ASCII);
        ResponseParser parser = new ResponseParser();
        for (int i = 0; i < bytes.length; i++) {
            boolean last = i == CHUNKED.length() - 1 || i == bytes.length - 1;
            assertEquals(last, parser.parse(ByteBuffer.wrap(bytes, i, 1)), "byte " + i);
        }
    }

    @Test
    void nextResponseIsLeftInTheBuffer() throws ProtocolException {
        ByteBuffer both = ByteBuffer.wrap((PLAIN + CHUNKED).getBytes(StandardCharsets.US_ASCII));
        ResponseParser parser = new ResponseParser();
        assertTrue(parser.parse(both));
        assertEquals(PLAIN.length(), both.position());
        assertEquals(200, parser.status());
        assertTrue(parser.parse(both));
        assertEquals(503, parser.status());
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\n\r\n", "SMTP 200\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n" })
    void responseWithoutKnownEndIsRefused(String response) {
        ByteBuffer bytes = ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII));
        assertThrows(ProtocolException.class, () -> new ResponseParser().parse(bytes));
    }

    @Test
    void echoEndsWithItsLastByteHoweverItIsSplit() throws ProtocolException {
        Exchange.Answers answers = Exchange.ECHO.answers();
        for (int split = 0; split < Exchange.ECHO_LENGTH; split++) {
            assertFalse(answers.parse(ByteBuffer.allocate(split)), "ended before byte " + split);
            assertTrue(answers.parse(ByteBuffer.allocate(Exchange.ECHO_LENGTH - split)), "split at byte " + split);
        }
    }

    @Test
    void medianIsTheMiddle() {
        assertEquals(2, Estimate.median(new double[] { 3, 1, 2 }));
        assertEquals(2.5, Estimate.median(new double[] { 4, 1, 2, 3 }));
        assertTrue(Double.isNaN(Estimate.median(new double[0])));
    }

    @Test
    void intervalContainsTheTrueRatioAsOftenAsItSays() {
        Random random = new Random(1);
        int contains = 0;
        for (int run = 0; run < 40; run++) {
            double[] ratios = DoubleStream.generate(() -> 0.8 * Math.exp(0.05 * random.nextGaussian())).limit(60).toArray();
            // One pair in ten has gone wrong, upwards as often as downwards.
            for (int i = 0; i < ratios.length; i += 10) {
                ratios[i] *= i % 20 == 0 ? 2 : 0.5;
            }
            Estimate estimate = Estimate.of(ratios);
            assertTrue(estimate.lower() <= estimate.median() && estimate.median() <= estimate.upper());
            assertTrue(estimate.upper() - estimate.lower() < 0.05, "an interval of some use: " + estimate);
            if (estimate.lower() <= 0.8 && 0.8 <= estimate.upper()) {
                contains++;
            }
        }
        assertTrue(contains >= 35, "in " + contains + " of 40 runs");
    }

    @Test
    void boundHoldsUpToTheUpperEnd() {
        Estimate estimate = new Estimate(0.70, 0.68, 0.72);
        assertTrue(estimate.holds(new Bound("goal", 0.72)));
        assertFalse(estimate.holds(new Bound("goal", 0.71)));
    }

    @Test
    void runIsVoidWhenTheControlDiffersFromItself() {
        assertFalse(resultsOf(slice(1.02, 1), slice(1, 1)).isVoid());
        assertTrue(resultsOf(slice(1.04, 1), slice(1, 1)).isVoid());
        assertTrue(resultsOf(slice(1, 1), slice(1.04, 1)).isVoid());
        assertTrue(new Results(new HelloBenchmark()).isVoid(), "no control at all");
    }

    @Test
    void runIsVoidWhenRequestsFailed() {
        Results results = resultsOf(slice(1, 1), slice(1, 1));
        results.errors = 1;
        assertTrue(results.isVoid());
    }

    @Test
    void pairWithSlowSliceIsDropped() {
        Results results = resultsOf(slice(1, 1), slice(1, 1));
        results.add(CONTROL, new Slice.Pair(slice(5, 1.4), slice(1, 1)));
        results.add(CONTROL, new Slice.Pair(slice(1, 1), slice(5, 1.4)));
        assertEquals(2, results.dropped(CONTROL));
        assertEquals(10, results.kept(CONTROL).size());
        assertEquals(1, results.cpuMicrosPerRequest(CONTROL.a()));
    }

    private static Results resultsOf(Slice a, Slice b) {
        Results results = new Results(new HelloBenchmark());
        for (int i = 0; i < 10; i++) {
            results.add(CONTROL, new Slice.Pair(a, b));
        }
        return results;
    }

    private static Slice slice(double cpuMicrosPerRequest, double canaryMicros) {
        return new Slice(1000, 1_000_000, (long) (cpuMicrosPerRequest * 1_000_000), 0, (long) (canaryMicros * 1000));
    }
}
