package io.quarkiverse.fiber.runtime.io;

import java.net.SocketAddress;
import java.time.Duration;

/**
 * The limits of one descriptor: looked up when its target is known, and again by who needs them after the rules have changed.
 */
final class FdLimits {

    /** What was looked up, and where. */
    private record Found(TargetRules rules, Limits limits) {
    }

    private final FiberIo io;

    /** Null for what has none; under the lock, as the next. */
    private SocketAddress target;
    /** Of writes, as the code has set it; null if it has not. */
    private Duration ownWriteTimeout;

    /** Written under the lock. */
    private volatile Found found;

    FdLimits(FiberIo io) {
        this.io = io;
        lookUp();
    }

    Limits get() {
        Found last = found;
        return last.rules == io.rules() ? last.limits : lookUp();
    }

    synchronized void setTarget(SocketAddress address) {
        target = address;
        lookUp();
    }

    synchronized void setWriteTimeout(Duration timeout) {
        ownWriteTimeout = timeout;
        lookUp();
    }

    private synchronized Limits lookUp() {
        TargetRules rules = io.rules();
        Limits limits = rules.of(target);
        found = new Found(rules, ownWriteTimeout == null ? limits : limits.withOwnWriteTimeout(ownWriteTimeout));
        return found.limits;
    }
}
