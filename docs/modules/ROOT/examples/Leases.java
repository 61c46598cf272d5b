package io.quarkiverse.fiber.it.guide;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.IoManager;

/** Timers that end with what they are for. */
@ApplicationScoped
public class Leases {

    interface Registry {
        void renew(String name);
    }

    @Inject
    IoManager io;

    // tag::conditional[]
    record Lease(String name) {
    }

    Lease acquire(String name, Duration renewal, Registry registry) {
        Lease lease = new Lease(name);
        io.every(renewal, lease, () -> registry.renew(name)); // <1>
        return lease;
    }
    // end::conditional[]
}
