package io.quarkiverse.fiber.it.demo;

import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.fiber.Hooked;

/** An order service: blocking JDBC, on fibers. */
@Path("/orders")
@Hooked
public class OrderResource {

    @Inject
    Tracer tracer;

    @Inject
    Orders orders;

    @POST
    public Trace write(@RestQuery @DefaultValue("a lamp") String item) throws SQLException {
        long id = orders.add(item);
        return tracer.trace("order " + id + " is " + item);
    }

    @GET
    @Path("{id: \\d+}")
    public Trace read(@RestPath long id) throws SQLException {
        String item = orders.item(id);
        return tracer.trace("order " + id + " is " + item);
    }

    /** Asks for what the database does not answer in time. */
    @GET
    @Path("report")
    public Trace report() throws SQLException {
        long count = orders.count();
        return tracer.trace("there are " + count + " orders");
    }
}
