package io.quarkiverse.fiber.it.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.postgresql.ds.PGSimpleDataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;

/** As Quarkus has it: Agroal, whose connections are made by a thread of its own. */
@Singleton
@Named("postgresql-pool")
public class PostgresPool implements PooledClient {

    @Inject
    TransactionManager manager;

    @Inject
    TransactionSynchronizationRegistry registry;

    @Override
    public Pool open(String host, int port, int size) throws SQLException {
        return new Agroal(source(host, port, size));
    }

    AgroalDataSource source(String host, int port, int size) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool
                        .transactionIntegration(new NarayanaTransactionIntegration(manager, registry))
                        .maxSize(size)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory
                                .connectionProviderClass(PGSimpleDataSource.class)
                                .jdbcUrl("jdbc:postgresql://" + host + ":" + port + "/postgres")
                                .jdbcProperty("sendBufferSize", Integer.toString(SEND_BUFFER))
                                .principal(new NamePrincipal("postgres")))));
    }

    private record Agroal(AgroalDataSource source) implements Pool {

        @Override
        public String echo(String said) throws SQLException {
            try (Connection connection = source.getConnection();
                    PreparedStatement query = connection.prepareStatement("select ?")) {
                query.setString(1, said);
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        }

        @Override
        public int inUse() {
            return (int) source.getMetrics().activeCount();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
