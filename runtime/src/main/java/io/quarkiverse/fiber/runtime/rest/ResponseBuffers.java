package io.quarkiverse.fiber.runtime.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.vertx.core.buffer.impl.VertxByteBufAllocator;

/**
 * The buffer into which REST writes a response; calls to {@link #allocate} replace those to Netty's pool at build time.
 * <p>
 * The pool keeps a cache per thread, which it would make for each fiber anew, for one buffer. On a fiber a small buffer is
 * an array instead: Netty copies a small body beside its header anyway.
 */
public final class ResponseBuffers {

    private static final int LARGEST_ARRAY = 16 * 1024;

    private ResponseBuffers() {
    }

    /** So that the first request does not load this class on an event loop. */
    static void load() {
    }

    /** What {@code pool.directBuffer(capacity)} is elsewhere. */
    public static ByteBuf allocate(ByteBufAllocator pool, int capacity) {
        return capacity <= LARGEST_ARRAY && Fibers.current() != null ? VertxByteBufAllocator.DEFAULT.heapBuffer(capacity)
                : pool.directBuffer(capacity);
    }
}
