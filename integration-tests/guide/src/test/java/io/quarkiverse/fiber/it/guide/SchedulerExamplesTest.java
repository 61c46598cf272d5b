package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of scheduler.adoc do what it says. */
@QuarkusTest
@Timeout(60)
class SchedulerExamplesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    FiberScheduler fibers;

    @Inject
    Starting starting;

    @Inject
    Reports reports;

    @Inject
    Watching watching;

    @Test
    void one() throws Exception {
        BlockingQueue<String> sentOn = new LinkedBlockingQueue<>();
        Fiber mail = starting.sendLater(() -> sentOn.add(watching.where()));
        assertTrue(mail.join(SOON));
        assertEquals("mail", mail.name());
        assertEquals(mail.carrier(), sentOn.poll());
        assertEquals(FiberScheduler.EVENT_LOOP, mail.group());
    }

    @Test
    void batch() throws Exception {
        CountDownLatch sent = new CountDownLatch(2);
        CountDownLatch stuck = new CountDownLatch(1);
        List<Starting.Mail> mails = List.of(sent::countDown, () -> awaitUninterruptibly(stuck), sent::countDown);
        assertEquals(2, starting.sendAll(mails, Duration.ofSeconds(1)));
        assertEquals(0, sent.getCount());
        stuck.countDown();
        assertEquals(3, starting.sendAll(mails.reversed(), SOON));
    }

    @Test
    void result() throws Exception {
        CountDownLatch bothAsked = new CountDownLatch(2);
        assertEquals(8, starting.lowestPrice("tea", article -> price(bothAsked, 9), article -> price(bothAsked, 8)));
    }

    @Test
    void resultThatIsNotWantedAnyMore() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        assertThrows(ExecutionException.class, () -> starting.lowestPrice("tea", article -> {
            asked.await();
            throw new IllegalStateException("sold out");
        }, article -> {
            asked.countDown();
            try {
                Thread.sleep(Duration.ofHours(1));
                return 0;
            } finally {
                interrupted.countDown();
            }
        }));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void uncaught() throws Exception {
        starting.failuresSinceLastTime();
        Fiber failing = starting.sendLater(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertTrue(failing.join(SOON));
        assertEquals(1, starting.failuresSinceLastTime());
        assertEquals(0, starting.failuresSinceLastTime());
    }

    @Test
    void injectedGroup() throws Exception {
        Fiber report = reports.renderLater(new Journal());
        assertTrue(report.join(SOON));
        assertEquals("reports", report.group());
    }

    @Test
    void groupByName() throws Exception {
        Fiber report = reports.renderIn("dedicated", new Journal());
        assertTrue(report.join(SOON));
        assertEquals("dedicated", report.group());
        assertThrows(IllegalArgumentException.class, () -> reports.renderIn("none", new Journal()));
    }

    @Test
    void pin() throws Exception {
        for (int i = 0; i < 3; i++) {
            Fiber nightly = reports.renderNightly(new Journal());
            assertTrue(nightly.join(SOON));
            assertEquals("reports-0", nightly.carrier());
            assertEquals("nightly", nightly.name());
        }
    }

    @Test
    void enter() throws Exception {
        Journal journal = new Journal();
        assertTrue(fibers.start(() -> reports.make(journal)).join(SOON));
        assertEquals(List.of("load in event-loop", "render in reports", "send in event-loop"), List.copyOf(journal.lines));
        assertThrows(IllegalStateException.class, () -> reports.make(journal), "on a thread that is no fiber");
    }

    @Test
    void describe() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Fiber mail = starting.sendLater(() -> awaitUninterruptibly(latch));
        String description = "";
        while (description.isEmpty()) {
            for (String one : watching.waitingFor(Duration.ofMillis(5))) {
                if (one.startsWith("mail #" + mail.id())) {
                    description = one;
                }
            }
            assertFalse(mail.join(Duration.ofMillis(1)), "the fiber has ended");
        }
        assertTrue(description.matches(
                "mail #\\d+ on event-loop-\\d+, WAITING, \\d+ ms old, waits for java.util.concurrent.CountDownLatch.*"),
                description);
        latch.countDown();
        assertTrue(mail.join(SOON));
        assertTrue(watching.describe(mail).endsWith(" ms old"), watching.describe(mail));
    }

    @Test
    void current() throws Exception {
        assertEquals("no fiber", watching.where());
        assertTrue(fibers.submit(watching::where).get(10, TimeUnit.SECONDS).startsWith("event-loop-"));
    }

    @Test
    void interruptAndCancel() throws Exception {
        Semaphore done = new Semaphore(0);
        Fiber rounds = watching.startRounds(done::release);
        assertTrue(done.tryAcquire(10, TimeUnit.SECONDS));
        watching.roundNow(rounds);
        assertTrue(done.tryAcquire(10, TimeUnit.SECONDS));
        assertFalse(rounds.isCancelled());
        assertTrue(watching.end(rounds, Duration.ofMillis(1)));
        assertTrue(rounds.isCancelled());
        assertEquals(0, done.availablePermits());
    }

    private static int price(CountDownLatch asked, int price) throws InterruptedException {
        asked.countDown();
        return asked.await(10, TimeUnit.SECONDS) ? price : -1;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    /** A report that takes down where its steps ran. */
    private final class Journal implements Reports.Report {

        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        private void enter(String step) {
            lines.add(step + " in " + fibers.current().map(Fiber::group).orElse("no fiber"));
        }

        @Override
        public void load() {
            enter("load");
        }

        @Override
        public void render() {
            enter("render");
        }

        @Override
        public void send() {
            enter("send");
        }
    }
}
