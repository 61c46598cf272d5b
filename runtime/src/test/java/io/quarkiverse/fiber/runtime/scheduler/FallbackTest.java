package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.FiberScheduler;

/** A JVM that does not let us into java.lang. */
class FallbackTest {

    @Test
    void fibersRunOnTheJdksSchedulerAndOneWarningSaysSo() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Main.class, List.of());
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("ran on jdk ForkJoinPool"), result.output());
        assertEquals(1, result.output().split("Fibers run on the JDK's virtual thread scheduler", -1).length - 1,
                result.output());
        assertTrue(result.output().contains("--add-opens=java.base/java.lang=ALL-UNNAMED"), result.output());
    }

    static final class Main {

        public static void main(String[] arguments) throws Exception {
            NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("loop", true));
            Fibers fibers = Fibers.start(
                    new Fibers.Settings(Placement.AUTO, Carriers.HOG_THRESHOLD, Carriers.BUDGET,
                            Map.of(FiberScheduler.DEDICATED, 1),
                            Carriers.RUNNING_AFTER, Carriers.BLOCKED_AFTER, Carriers.RUNNING_AFTER, 4),
                    loops,
                    Main.class.getClassLoader(), loop -> LoopEvents.NONE);
            String ran = fibers.scheduler().submit(() -> {
                Thread.sleep(10);
                String text = Thread.currentThread().toString();
                return fibers.scheduler().current().orElseThrow().carrier() + " " + text.substring(text.indexOf('@') + 1);
            }).get(5, TimeUnit.SECONDS);
            System.out.println("ran on " + ran);
            fibers.scheduler().group(FiberScheduler.DEDICATED).start(() -> {
            }).thread().join();
            fibers.startFor(new Endpoint("request"), loops.next(), () -> {
            }).thread().join();
            fibers.stop();
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
