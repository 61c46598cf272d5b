package io.quarkiverse.fiber.it.guide;

import java.net.Socket;

import io.quarkiverse.fiber.NotHooked;

/** Calls that stay as they are. */
class Plain {

    private Plain() {
    }

    // tag::not-hooked[]
    @NotHooked
    static Socket plainSocket() {
        return new Socket(); // <1>
    }
    // end::not-hooked[]
}
