package io.quarkiverse.fiber.it.clients;

import java.sql.SQLException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.h2.jdbcx.JdbcDataSource;

@Singleton
@Named("h2")
public class H2Client implements Client {

    @Override
    public Session connect(String host, int port) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:tcp://" + host + ":" + port + "/mem:questions");
        source.setUser("sa");
        return new JdbcSession(source.getConnection());
    }
}
