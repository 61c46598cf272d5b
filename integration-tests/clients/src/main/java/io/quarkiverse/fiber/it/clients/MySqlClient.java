package io.quarkiverse.fiber.it.clients;

import java.sql.SQLException;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.mysql.cj.jdbc.MysqlDataSource;

@Singleton
@Named("mysql")
public class MySqlClient implements Client {

    @Override
    public Session connect(String host, int port) throws SQLException {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:mysql://" + host + ":" + port + "/test");
        source.setUser("root");
        return new JdbcSession(source.getConnection());
    }
}
