package io.quarkiverse.fiber.it.clients;

import java.sql.SQLException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.postgresql.ds.PGSimpleDataSource;

@Singleton
@Named("postgresql")
public class PostgresClient implements Client {

    @Override
    public Session connect(String host, int port) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + host + ":" + port + "/postgres");
        source.setUser("postgres");
        return new JdbcSession(source.getConnection());
    }
}
