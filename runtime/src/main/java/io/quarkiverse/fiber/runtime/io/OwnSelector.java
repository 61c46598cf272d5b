package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;

import io.netty.channel.EventLoopException;
import io.netty.channel.nio.NioEventLoop;

/** The selector that an NIO loop has of its own. */
final class OwnSelector implements LoopSelector {

    private final NioEventLoop loop;

    OwnSelector(NioEventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void register(Registration registration, int ops) throws IOException {
        try {
            loop.register(registration.watched.channel(), ops, registration);
        } catch (EventLoopException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void changed() {
        // the next select of the loop sees to it
    }

    @Override
    public boolean isOpen() {
        return !loop.isShuttingDown();
    }

    @Override
    public void end() {
        // the loop goes on to look for what outlives the application
    }
}
