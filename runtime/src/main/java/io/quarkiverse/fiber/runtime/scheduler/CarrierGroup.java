package io.quarkiverse.fiber.runtime.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;

/** A named set of carriers, and the event loops that belong to it alone. */
final class CarrierGroup {

    private static final long TERMINATION_SECONDS = 2;

    private final String name;
    private final EventLoopGroup ownLoops;
    private final AtomicInteger turn = new AtomicInteger();

    /** Filled at the start. */
    private final List<Carrier> carriers = new ArrayList<>();

    /**
     * @param ownLoops the loops to shut down with the group; null for loops that are somebody else's
     */
    CarrierGroup(String name, EventLoopGroup ownLoops) {
        this.name = name;
        this.ownLoops = ownLoops;
    }

    void add(Carrier carrier) {
        carriers.add(carrier);
    }

    String name() {
        return name;
    }

    /** Whether the loops have other things to do than to run fibers. */
    boolean sharesLoops() {
        return ownLoops == null;
    }

    List<Carrier> carriers() {
        return Collections.unmodifiableList(carriers);
    }

    /** The carriers in turn. */
    Carrier next() {
        return carriers.get(Math.floorMod(turn.getAndIncrement(), carriers.size()));
    }

    /** Ends the carriers: what still lives goes on elsewhere. */
    void retire() {
        for (Carrier carrier : carriers) {
            carrier.retire();
        }
        if (ownLoops != null) {
            ownLoops.shutdownGracefully(0, TERMINATION_SECONDS, TimeUnit.SECONDS)
                    .awaitUninterruptibly(TERMINATION_SECONDS, TimeUnit.SECONDS);
        }
    }
}
