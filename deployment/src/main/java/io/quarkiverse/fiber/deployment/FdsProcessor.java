package io.quarkiverse.fiber.deployment;

import java.util.Optional;

import io.quarkiverse.fiber.runtime.observe.FdsHandler;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.deployment.spi.RouteBuildItem;
import io.quarkus.vertx.http.deployment.spi.UseManagementInterfaceBuildItem;

/** The list of open descriptors over HTTP. */
class FdsProcessor {

    private static final String PATH = "fiber/fds";

    /** It names the peers of the application: for the management interface only, or for the developer. */
    @BuildStep
    void fdsRoute(Optional<UseManagementInterfaceBuildItem> management, LaunchModeBuildItem launchMode,
            BuildProducer<RouteBuildItem> routes) {
        if (management.isPresent() || launchMode.getLaunchMode() == LaunchMode.DEVELOPMENT) {
            routes.produce(RouteBuildItem.newManagementRoute(PATH)
                    .withRequestHandler(new FdsHandler())
                    .displayOnNotFoundPage("Hooked descriptors")
                    .build());
        }
    }
}
