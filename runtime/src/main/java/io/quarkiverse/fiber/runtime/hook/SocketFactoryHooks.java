package io.quarkiverse.fiber.runtime.hook;

import javax.net.SocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;

/** What {@code SocketFactory.getDefault()} becomes. */
@HooksOf(SocketFactory.class)
public final class SocketFactoryHooks {

    private SocketFactoryHooks() {
    }

    public static SocketFactory getDefault() {
        return CurrentIo.get() == null ? SocketFactory.getDefault() : HookedSocketFactory.INSTANCE;
    }
}
