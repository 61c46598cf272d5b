package io.quarkiverse.fiber.runtime.net;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;

/** Loops that run tasks as those of Netty's native transports do, and watch no descriptor of others either. */
final class ForeignLoops extends MultithreadEventLoopGroup {

    ForeignLoops(int count, ThreadFactory threads) {
        super(count, threads);
    }

    @Override
    protected EventLoop newChild(Executor executor, Object... arguments) {
        return new ForeignLoop(this, executor);
    }

    private static final class ForeignLoop extends SingleThreadEventLoop {

        ForeignLoop(EventLoopGroup group, Executor executor) {
            super(group, executor, true);
        }

        @Override
        protected void run() {
            do {
                Runnable task = takeTask();
                if (task != null) {
                    task.run();
                }
                runAllTasks();
            } while (!confirmShutdown());
        }
    }
}
