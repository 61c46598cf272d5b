package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;

/** What a loop looks at in each of its turns. Of the loop's thread, but for what says otherwise. */
interface LoopSelector {

    /** Enters a channel, whose key the registration will be shown with its first event, or at once. */
    void register(Registration registration, int ops) throws IOException;

    /**
     * The interest of a key has changed, or a channel was closed, whose key keeps its descriptor open: the loop sees to it
     * before it waits again. Also on a fiber that the loop carries.
     */
    void changed();

    /** Any thread. */
    boolean isOpen();

    /** The application has stopped, while the loop may live on. Any thread. */
    void end();
}
