package io.quarkiverse.fiber.runtime.hook;

import javax.net.ServerSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;

/** What {@code ServerSocketFactory.getDefault()} becomes. */
@HooksOf(ServerSocketFactory.class)
public final class ServerSocketFactoryHooks {

    private ServerSocketFactoryHooks() {
    }

    public static ServerSocketFactory getDefault() {
        return CurrentIo.get() == null ? ServerSocketFactory.getDefault() : HookedServerSocketFactory.INSTANCE;
    }
}
