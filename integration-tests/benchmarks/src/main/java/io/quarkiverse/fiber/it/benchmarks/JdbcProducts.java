package io.quarkiverse.fiber.it.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.postgresql.Driver;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;

/** Names of products, by JDBC over a pool. */
final class JdbcProducts {

    private static final String SQL = ProductQuery.sql("?");

    private final AgroalDataSource pool;

    /** @param properties for the driver */
    JdbcProducts(int port, Map<String, String> properties) throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration()
                .maxSize(ProductQuery.CONNECTIONS)
                // As in Quarkus: the wait for a connection is a timed one.
                .acquisitionTimeout(Duration.ofSeconds(5))
                .connectionFactoryConfiguration()
                .connectionProviderClass(Driver.class)
                .jdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        properties.forEach(configuration.connectionPoolConfiguration().connectionFactoryConfiguration()::jdbcProperty);
        pool = AgroalDataSource.from(configuration);
    }

    String anyName() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, ProductQuery.anyId());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
