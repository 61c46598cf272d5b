package io.quarkiverse.fiber.it.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;

import io.quarkus.runtime.StartupEvent;

/** The orders in the database, through JDBC as one has always used it. */
@Singleton
public class Orders {

    @Inject
    DataSource database;

    void create(@Observes StartupEvent start) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists orders (id bigserial primary key, item text not null)");
        }
        add("a book");
    }

    long add(String item) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into orders (item) values (?) returning id")) {
            insert.setString(1, item);
            try (ResultSet inserted = insert.executeQuery()) {
                inserted.next();
                return inserted.getLong(1);
            }
        }
    }

    String item(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select item from orders where id = ?")) {
            select.setLong(1, id);
            try (ResultSet selected = select.executeQuery()) {
                if (!selected.next()) {
                    throw new NotFoundException("no order " + id);
                }
                return selected.getString(1);
            }
        }
    }

    /** A query that takes ten minutes. */
    long count() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*), pg_sleep(600) from orders")) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
