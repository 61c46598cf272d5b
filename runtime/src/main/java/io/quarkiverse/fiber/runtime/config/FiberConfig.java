package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.fiber.TargetRule.AppliesTo;
import io.quarkiverse.fiber.runtime.scheduler.Placement;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "quarkus.fiber")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface FiberConfig {

    /**
     * Where the fibers of requests run: on the event loop that received the request ({@code event-loop}), there unless their
     * endpoint computes for too long ({@code auto}), on carriers of the group {@code dedicated} ({@code dedicated}), or on
     * the JDK's own scheduler of virtual threads ({@code jdk}).
     */
    @WithDefault("auto")
    Placement carriers();

    /**
     * How long a fiber may compute on an event loop without a wait, in CPU time: an endpoint whose fibers take longer in 4 of
     * 16 runs moves to the group {@code dedicated}, with {@code quarkus.fiber.carriers=auto}.
     */
    @WithDefault("20ms")
    Duration hogThreshold();

    /**
     * How long an event loop runs fibers before it does I/O again; those that are ready together may take up to three times
     * that.
     */
    @WithDefault("2ms")
    Duration drainBudget();

    /**
     * Groups of carriers that have event loops of their own, for {@code @Hooked("name")}; the group {@code dedicated} always
     * exists.
     */
    @ConfigDocMapKey("name")
    Map<String, GroupConfig> groups();

    /**
     * By when, counted from its arrival at the method's handlers, a {@code @Hooked} request has to have done its waiting
     * where the annotation does not say so; {@code none} for no limit.
     */
    @WithConverter(LimitConverter.class)
    @WithDefault("none")
    Duration deadline();

    /**
     * Whether the waits of a {@code @Hooked} request end when its client goes away. The connections that it uses at that moment
     * may be lost for their pool.
     */
    @WithDefault("false")
    boolean cancelOnDisconnect();

    /**
     * How long fibers may go on when the application stops before they are interrupted; in dev and test mode they are
     * interrupted at once.
     */
    @WithDefault("10s")
    Duration shutdownTimeout();

    /**
     * What happens while a thread that runs fibers is stuck.
     */
    RescueConfig rescue();

    /**
     * Limits of hooked sockets where no target rule says anything.
     */
    IoConfig io();

    /**
     * The threads that make calls for fibers which would block a carrier.
     */
    OffloadConfig offload();

    /**
     * Rules that give the sockets of certain targets limits of their own.
     */
    @ConfigDocMapKey("name")
    Map<String, TargetConfig> targets();

    interface IoConfig {

        /**
         * How long a connect may take; {@code none} for no limit.
         */
        @WithConverter(LimitConverter.class)
        @WithDefault("10s")
        Duration connectTimeout();

        /**
         * How long a read may wait for data, on fibers; {@code none} for no limit.
         */
        @WithConverter(LimitConverter.class)
        @WithDefault("none")
        Duration readTimeout();

        /**
         * How long a write may take; {@code none} for no limit.
         */
        @WithConverter(LimitConverter.class)
        @WithDefault("none")
        Duration writeTimeout();

        /**
         * How long a lookup of a name or an address may take, on fibers; {@code none} for no limit.
         */
        @WithConverter(LimitConverter.class)
        @WithDefault("5s")
        Duration dnsTimeout();
    }

    interface OffloadConfig {

        /**
         * How many such calls at most may be under way at a time, each on a thread of its own.
         */
        @WithDefault("64")
        int maxThreads();

        /**
         * How many such calls may wait for a thread while all are busy; further ones fail at once.
         */
        @WithDefault("1000")
        int queue();

        /**
         * How long a file operation may wait for a thread; then it fails. One that has begun is waited for.
         */
        @WithDefault("10s")
        Duration queueTimeout();

        /**
         * How many operations on pipes, terminals and the streams of processes may be under way at a time, each on a thread
         * of its own, because each may wait for ever; further ones fail at once.
         */
        @WithDefault("256")
        int maxStreams();

        /**
         * After what time an idle thread ends.
         */
        @WithDefault("30s")
        Duration keepAlive();
    }

    interface TargetConfig {

        /**
         * What the rule is for: host, *.domain, network/prefix or *, each with an optional :port or :first-last; or, of
         * Unix-domain sockets, unix:/path or unix:/path/*. A name is compared with the one that the code uses, an address or a
         * network with the address it stands for. The most specific rule counts.
         */
        List<String> match();

        /**
         * How long a connect to the target may take; {@code none} for no limit.
         */
        Optional<@WithConverter(LimitConverter.class) Duration> connectTimeout();

        /**
         * How long a read from the target may wait for data; {@code none} for no limit.
         */
        Optional<@WithConverter(LimitConverter.class) Duration> readTimeout();

        /**
         * How long a write to the target may take; {@code none} for no limit.
         */
        Optional<@WithConverter(LimitConverter.class) Duration> writeTimeout();

        /**
         * Whether the rule also counts where the code itself has set a timeout: then the smaller one does.
         */
        @WithDefault("false")
        boolean override();

        /**
         * On which threads the rule limits reads: a rule for all threads also ends the reads of a client library's own reader
         * threads, which may wait for good reason.
         */
        @WithDefault("fibers")
        AppliesTo appliesTo();
    }

    interface GroupConfig {

        /**
         * The number of carriers, each an event loop with one thread; by default the number of processors.
         */
        OptionalInt carriers();
    }

    interface RescueConfig {

        /**
         * How long a thread that is blocked or waits may keep its carrier from runnable fibers before another thread runs
         * them; at least one millisecond.
         */
        @WithDefault("5ms")
        Duration blockedAfter();

        /**
         * How long a thread that is running may keep its carrier from runnable fibers before another thread runs them.
         */
        @WithDefault("100ms")
        Duration runningAfter();

        /**
         * How many threads at most may run fibers in the place of stuck ones.
         */
        @WithDefault("64")
        int maxThreads();
    }
}
