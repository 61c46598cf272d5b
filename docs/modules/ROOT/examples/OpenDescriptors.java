package io.quarkiverse.fiber.it.guide;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.IoManager;

/** What is open, and what is waited for. */
@ApplicationScoped
public class OpenDescriptors {

    @Inject
    IoManager io;

    // tag::descriptors[]
    Map<String, Long> connections() {
        return io.descriptors().stream()
                .filter(fd -> fd.kind() == FdInfo.Kind.STREAM)
                .collect(Collectors.groupingBy(FdInfo::peer, Collectors.counting()));
    }

    String load() {
        return io.pendingEvents() + " waits for channels, " + io.pendingTimers() + " timers";
    }
    // end::descriptors[]
}
