package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.FiberIoManager;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.Placement;

/** An application without Quarkus: carriers, hooked I/O and threads of each kind. */
public final class HookedIo implements AutoCloseable {

    private static final TargetRules NO_RULES = new TargetRules(List.of(), DefaultLimits.NONE);

    public static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** The system property with which each test whose loops may be any runs on those of Netty's native transport. */
    static final String NATIVE_TRANSPORT = "fiber.test.native-transport";

    private static final Duration STUCK_AFTER = Duration.ofMillis(5);
    private static final Duration NEVER_STUCK = Duration.ofHours(1);

    public final EventLoopGroup loops;
    public final FiberIo io;
    public final Fibers fibers;
    public final IoManager manager;
    public final FileIo files;
    private final OffloadPool offload = new OffloadPool(new OffloadPool.Settings(16, 100, Duration.ofSeconds(1)));
    private final OffloadPool streams = new OffloadPool(new OffloadPool.Settings(16, 0, Duration.ofSeconds(1)));

    private HookedIo(Row row, TargetRules rules, EventLoopGroup loops, Duration stuckAfter) {
        this.loops = loops;
        io = new FiberIo(rules);
        fibers = Fibers.start(
                new Fibers.Settings(row == Row.NO_CARRIERS ? Placement.JDK : Placement.AUTO, Duration.ofMillis(20),
                        Duration.ofMillis(1), Map.of(FiberScheduler.DEDICATED, 4), Duration.ofMillis(100), stuckAfter,
                        stuckAfter.multipliedBy(20), 16),
                loops, HookedIo.class.getClassLoader(), io::eventsOf);
        manager = new FiberIoManager(io, fibers);
        files = new FileIo(offload, streams, Duration.ofSeconds(10));
    }

    public HookedIo(Row row, TargetRules rules) {
        this(row, rules, loops(1), STUCK_AFTER);
    }

    public HookedIo(SelectorProvider selectors) {
        this(Row.EVENT_LOOP, NO_RULES, nio(1, selectors), STUCK_AFTER);
    }

    public HookedIo(int loopCount) {
        this(Row.EVENT_LOOP, NO_RULES, loops(loopCount), STUCK_AFTER);
    }

    public HookedIo(Row row) {
        this(row, NO_RULES);
    }

    /** The broken twin of tests about rescue; and for tests of loops, or a rescue would make up for what a loop misses. */
    public static HookedIo withoutRescue(int loopCount) {
        return new HookedIo(Row.EVENT_LOOP, NO_RULES, loops(loopCount), NEVER_STUCK);
    }

    /**
     * On loops that cannot watch descriptors of others, as those of Netty's native transports; but these wait in a queue when
     * they are idle, and would be taken for stuck.
     */
    public static HookedIo onForeignLoops(int loopCount) {
        return new HookedIo(Row.EVENT_LOOP, NO_RULES,
                new ForeignLoops(loopCount, new DefaultThreadFactory("foreign-loop", true)), NEVER_STUCK);
    }

    /** On loops of Netty's native transport. */
    public static HookedIo onEpollLoops(int loopCount) {
        return new HookedIo(Row.EVENT_LOOP, NO_RULES, epoll(loopCount), STUCK_AFTER);
    }

    /** The same, and a rescue does not make up for what a loop misses. */
    public static HookedIo onEpollLoopsWithoutRescue(int loopCount) {
        return new HookedIo(Row.EVENT_LOOP, NO_RULES, epoll(loopCount), NEVER_STUCK);
    }

    private static EventLoopGroup loops(int loopCount) {
        return Boolean.getBoolean(NATIVE_TRANSPORT) ? epoll(loopCount) : nio(loopCount, SelectorProvider.provider());
    }

    private static EventLoopGroup epoll(int loopCount) {
        return new EpollEventLoopGroup(loopCount, new DefaultThreadFactory("test-loop", true));
    }

    private static EventLoopGroup nio(int loopCount, SelectorProvider selectors) {
        return new NioEventLoopGroup(loopCount, new DefaultThreadFactory("test-loop", true), selectors);
    }

    /** Starts a task on a thread of the row's kind. */
    public <T> Task<T> start(Row row, Callable<T> work) {
        FutureTask<T> future = new FutureTask<>(work);
        Thread thread = switch (row) {
            case PLATFORM -> Thread.ofPlatform().daemon().start(future);
            case DEFAULT_VIRTUAL -> Thread.ofVirtual().start(future);
            default -> fibers.scheduler().group(row.group).start(future).thread();
        };
        return new Task<>(thread, future);
    }

    /** Starts a task on a fiber of one carrier of the event loops. */
    public <T> Task<T> startOn(String carrier, Callable<T> work) {
        return startOn(FiberScheduler.EVENT_LOOP, carrier, work);
    }

    public <T> Task<T> startOn(String group, String carrier, Callable<T> work) {
        FutureTask<T> future = new FutureTask<>(work);
        return new Task<>(fibers.scheduler().group(group).on(carrier).start(future).thread(), future);
    }

    public <T> T run(Row row, Callable<T> work) throws Exception {
        return start(row, work).get();
    }

    public Socket socket() {
        return HookedSockets.open(io);
    }

    public Socket connect(SocketAddress address) throws Exception {
        return HookedSockets.connect(io, address, null);
    }

    public ServerSocket listener() throws Exception {
        return HookedSockets.listener(io, 0, 50, LOOPBACK);
    }

    /** For a loop that is to be stuck until then. */
    public static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A listener of the JDK's, for peers. */
    public static ServerSocket plainListener() throws Exception {
        return new ServerSocket(0, 50, LOOPBACK);
    }

    public static InetSocketAddress addressOf(ServerSocket listener) {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() {
        fibers.stop();
        io.stop();
        offload.stop();
        streams.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    public record Task<T>(Thread thread, FutureTask<T> future) {

        /** The native methods in which platform threads wait: of hooked sockets, and of selectors. */
        private static final Set<String> WAITS = Set.of("poll", "wait");
        /** Those of the JDK's own sockets, of which hooked ones never wait in one. */
        private static final Set<String> WAITS_OF_JDK = Set.of("read0", "accept");

        public T get() throws Exception {
            try {
                return future.get(20, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw e;
            }
        }

        /** Returns when the task has come so far; if it never does, says why. */
        public void awaitReached(CountDownLatch reached) throws Exception {
            while (!reached.await(1, TimeUnit.MILLISECONDS)) {
                if (future.isDone() && reached.getCount() > 0) {
                    throw new AssertionError("The task has ended before, with " + get());
                }
            }
        }

        /** Returns when the thread waits, so that what comes next comes during the wait. */
        public Task<T> parked() throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!isParked() && (thread.isVirtual() || !isInSystemCall())) {
                if (System.nanoTime() > until || future.isDone()) {
                    throw new AssertionError("The thread does not wait: " + thread.getState());
                }
                Thread.sleep(1);
            }
            return this;
        }

        private boolean isParked() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }

        /** Any other native method may be one on the way to the wait. */
        private boolean isInSystemCall() {
            StackTraceElement[] stack = thread.getStackTrace();
            return stack.length > 0 && stack[0].isNativeMethod() && (WAITS.contains(stack[0].getMethodName())
                    || WAITS_OF_JDK.contains(stack[0].getMethodName()) && Arrays.stream(stack)
                            .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.NioSocketImpl")));
        }
    }
}
