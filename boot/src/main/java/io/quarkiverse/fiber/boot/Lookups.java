package io.quarkiverse.fiber.boot;

import java.net.UnknownHostException;
import java.util.concurrent.Callable;

/** How one application has names looked up for its fibers. */
public interface Lookups {

    /** Whether the calling thread is one for which it does that. */
    boolean takeCaller();

    /**
     * Returns or throws what the lookup does, or fails as a lookup.
     *
     * @param name the name or the address that is looked up
     * @param lookup the JDK's own, for any thread
     */
    <T> T run(String name, Callable<T> lookup) throws UnknownHostException;
}
