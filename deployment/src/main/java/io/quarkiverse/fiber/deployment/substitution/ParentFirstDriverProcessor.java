package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.fiber.boot.ApplicationSockets;
import io.quarkiverse.fiber.runtime.DriverSocketsRecorder;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;

/**
 * In dev mode and in tests Quarkus has JDBC drivers loaded by the parent class loader, where their classes cannot be changed.
 * That of PostgreSQL can be told to use other sockets.
 */
class ParentFirstDriverProcessor {

    private static final String DRIVER = "org.postgresql:postgresql";
    private static final String KIND = "postgresql";

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void hookedSockets(Optional<SubstitutionBuildItem> substitution, List<JdbcDataSourceBuildItem> dataSources,
            DriverSocketsRecorder recorder, ShutdownContextBuildItem shutdown,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (substitution.isEmpty() || !substitution.get().getParentFirst().contains(DRIVER)
                || !takesSockets(DRIVER, dataSources)) {
            return;
        }
        String application = UUID.randomUUID().toString(); // two can run in one JVM, in continuous testing
        recorder.use(application, shutdown);
        for (JdbcDataSourceBuildItem dataSource : dataSources) {
            if (dataSource.getDbKind().equals(KIND)) {
                String properties = "quarkus.datasource." + (dataSource.isDefault() ? "" : '"' + dataSource.getName() + "\".")
                        + "jdbc.additional-jdbc-properties.";
                defaults.produce(new RunTimeConfigurationDefaultBuildItem(properties + "socketFactory",
                        ApplicationSockets.class.getName()));
                defaults.produce(new RunTimeConfigurationDefaultBuildItem(properties + "socketFactoryArg", application));
            }
        }
    }

    /** Whether a dependency is the driver, and has data sources. */
    static boolean takesSockets(String dependency, List<JdbcDataSourceBuildItem> dataSources) {
        return dependency.equals(DRIVER)
                && dataSources.stream().anyMatch(dataSource -> dataSource.getDbKind().equals(KIND));
    }
}
