package io.quarkiverse.fiber.it.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Group;

/** Fibers on the carriers of a group, and of one among them. */
@ApplicationScoped
public class Reports {

    interface Report {
        void load();

        void render();

        void send();
    }

    @Inject
    FiberScheduler fibers;

    // tag::inject[]
    @Inject
    @Group("reports")
    FiberGroup reports;

    Fiber renderLater(Report report) {
        return reports.start(report::render);
    }
    // end::inject[]

    // tag::lookup[]
    Fiber renderIn(String group, Report report) {
        return fibers.group(group).start(report::render); // <1>
    }
    // end::lookup[]

    // tag::pin[]
    Fiber renderNightly(Report report) {
        return reports.on("reports-0").named("nightly").start(report::render); // <1>
    }
    // end::pin[]

    // tag::enter[]
    void make(Report report) {
        report.load();
        try (var away = reports.enter()) { // <1>
            report.render();
        } // <2>
        report.send();
    }
    // end::enter[]
}
