package io.quarkiverse.fiber.it.benchmarks.micronaut;

import io.micronaut.runtime.Micronaut;

/** A server whose event loops carry virtual threads, if it is told so. */
final class PeerServer {

    private PeerServer() {
    }

    public static void main(String[] arguments) {
        Micronaut.build(arguments).classes(PeerServer.class).banner(false).start();
    }
}
