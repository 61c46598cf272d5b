package io.quarkiverse.fiber.it.clients;

import jakarta.inject.Inject;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Notes the arrival of each request before REST knows what method it is for: still on the event loop. */
public class ArrivalFilter {

    @Inject
    Arrival arrival;

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void note() {
        arrival.isHere();
    }
}
