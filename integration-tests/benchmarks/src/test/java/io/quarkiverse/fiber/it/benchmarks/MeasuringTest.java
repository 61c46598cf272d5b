package io.quarkiverse.fiber.it.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;

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
        assertEquals(2, Estimate.median(3, 1, 2));
        assertEquals(2.5, Estimate.median(4, 1, 2, 3));
        assertTrue(Double.isNaN(Estimate.median(List.of())));
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
    void intervalOfFewSamplesIsFromTheLeastToTheMost() {
        assertEquals(new Estimate(1.5, 1, 9), Estimate.of(1, 1.4, 1.2, 1.6, 2, 9));
    }

    @Test
    void boundHoldsUpToTheEndOfTheIntervalThatIsNearer() {
        Estimate estimate = new Estimate(0.70, 0.68, 0.72);
        assertTrue(Bound.goal(0.72).holds(estimate));
        assertFalse(Bound.goal(0.71).holds(estimate));
        assertTrue(Bound.goalAtLeast(0.68).holds(estimate));
        assertFalse(Bound.goalAtLeast(0.69).holds(estimate));
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

    @Test
    void eachStartOfTheServersHasOneRatioHoweverManyPairsItHad() {
        Results results = resultsOf(slice(1, 1), slice(1, 1));
        addProcesses(results, slice(2, 1), slice(1, 1), 3);
        addProcesses(results, slice(3, 1), slice(1, 1), 1);
        assertEquals(List.of(1.0, 2.0, 3.0), results.ratios(CONTROL));
        assertEquals(14, results.kept(CONTROL).size());
    }

    @Test
    void sliceIsSlowBesideOthersOfTheSameProcesses() {
        Results results = resultsOf(slice(1, 1), slice(1, 1));
        addProcesses(results, slice(1, 2), slice(1, 2), 3);
        assertEquals(0, results.dropped(CONTROL));
    }

    @Test
    void eachBenchmarkOfTheMethodCanBeMeasured() {
        for (int i = 1; i <= 14; i++) {
            Benchmarks.named("P" + i);
        }
        assertThrows(IllegalArgumentException.class, () -> Benchmarks.named("P15"));
    }

    @Test
    void quickRunIsShortAndSaysSo() {
        Options quick = Options.parse(List.of("P2", "--quick", "--pairs", "2"));
        assertEquals(
                new Options("P2", 2, 64, Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2), false, 1, true,
                        List.of()),
                quick);
        assertEquals(Validity.State.ORIENTATION, quick.validity().state());
        assertEquals(Validity.VALID, Options.parse(List.of("P2")).validity());
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("P2", "--pair", "2")));
    }

    @Test
    void eachRequestTakesTwoDescriptorsOfAProcess() {
        assertEquals(10_000, ScaleBenchmark.most(Long.MAX_VALUE));
        assertEquals(10_000, ScaleBenchmark.most(21_600));
        assertEquals(9_200, ScaleBenchmark.most(20_000));
    }

    @Test
    void callsAreCountedPerRequest() {
        assertEquals(Map.of("read", 2.0, "epoll_ctl", 0.5), Syscalls.parse(List.of("    calls syscall", "--------- -------",
                "       20 read", "        5 epoll_ctl", "--------- -------", "       25 total"), 10));
    }

    @Test
    void peakIsWhatWrkSaysUnlessRequestsFailed() throws IOException {
        String output = "Running 3s test\n  6 requests in 3.00s, 1KB read\nRequests/sec: 136282.51\nTransfer/sec: 1MB\n";
        assertEquals(136_282.51, Peaks.parse(output));
        assertThrows(IOException.class, () -> Peaks.parse("  Non-2xx or 3xx responses: 6\n" + output));
        assertThrows(IOException.class, () -> Peaks.parse("unable to connect"));
    }

    @Test
    void timeIsFoundInWhatQuarkusSays() {
        String line = "2026-01-01 INFO [io.quarkus] (main) app 1.0 on JVM started in 1.234s. Listening on: http://127.0.0.1:1";
        assertEquals(OptionalDouble.of(1234), StartBenchmark.millis(line, "started in"));
        assertEquals(OptionalDouble.of(912),
                StartBenchmark.millis("Quarkus augmentation completed in 912ms", "augmentation completed in"));
        assertEquals(OptionalDouble.empty(), StartBenchmark.millis(line, "augmentation completed in"));
    }

    private static Results resultsOf(Slice a, Slice b) {
        Results results = new Results(new HelloBenchmark());
        addProcesses(results, a, b, 10);
        return results;
    }

    private static void addProcesses(Results results, Slice a, Slice b, int pairs) {
        results.nextProcesses();
        for (int i = 0; i < pairs; i++) {
            results.add(CONTROL, new Slice.Pair(a, b));
        }
    }

    private static Slice slice(double cpuMicrosPerRequest, double canaryMicros) {
        return new Slice(1000, 1_000_000, (long) (cpuMicrosPerRequest * 1_000_000), 0, (long) (canaryMicros * 1000));
    }
}
