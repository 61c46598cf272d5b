package io.quarkiverse.fiber.it.clients;

import java.sql.SQLException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.mariadb.jdbc.MariaDbDataSource;

@Singleton
@Named("mariadb")
public class MariaDbClient implements Client {

    @Override
    public Session connect(String host, int port) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://" + host + ":" + port + "/test");
        source.setUser("root");
        return new JdbcSession(source.getConnection());
    }
}
