package io.quarkiverse.fiber.deployment;

import io.quarkus.deployment.annotations.BuildStep;

/** {@code @Hooked} for jobs of the scheduler. */
class SchedulerProcessor {

    @BuildStep
    CallbackSurfaceBuildItem jobs() {
        return new CallbackSurfaceBuildItem("io.quarkus.scheduler.Scheduled", "io.quarkus.scheduler.Scheduled$Schedules");
    }
}
