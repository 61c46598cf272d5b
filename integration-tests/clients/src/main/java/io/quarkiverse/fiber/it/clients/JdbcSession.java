package io.quarkiverse.fiber.it.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is the same for all JDBC drivers. */
record JdbcSession(Connection connection) implements Client.Session {

    @Override
    public String ask(String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select upper(?)")) {
            query.setString(1, question);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
