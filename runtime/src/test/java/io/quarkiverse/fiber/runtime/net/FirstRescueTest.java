package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** Who rescues a carrier must not wait for the lock of a class loader that a fiber of this carrier is next for. */
class FirstRescueTest {

    @Test
    void loadsNoClassOfThisExtensionBeforeFibersRun() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, List.of("-Xlog:class+load:stdout", ForkedJvm.OPEN_JAVA_LANG,
                ForkedJvm.OPEN_JAVA_NET, ForkedJvm.OPEN_SUN_NIO_CH));
        assertEquals(0, result.exit(), result.output());
        List<String> lines = result.output().lines().toList();
        int stuck = lines.indexOf("stuck");
        int rescued = lines.indexOf("rescued");
        assertTrue(0 <= stuck && stuck < rescued, result.output());
        // Its report comes before the fibers run, but another rescuer goes on if it cannot.
        assertEquals(List.of(), lines.subList(stuck, rescued).stream().filter(line -> line.contains("io.quarkiverse.fiber."))
                .filter(line -> !line.contains("StuckReport") && !line.contains("Stacks") && !line.contains("Main")).toList());
    }

    static final class Main {

        public static void main(String[] arguments) throws Exception {
            HookedIo hooked = new HookedIo(1);
            hooked.start(Row.EVENT_LOOP, () -> null).get();
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch rescued = new CountDownLatch(1);
            Runnable fiber = new Runnable() {
                @Override
                public void run() {
                    rescued.countDown();
                }
            };
            hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(never));
            System.out.println("stuck");
            hooked.fibers.scheduler().start(fiber);
            rescued.await();
            System.out.println("rescued");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
