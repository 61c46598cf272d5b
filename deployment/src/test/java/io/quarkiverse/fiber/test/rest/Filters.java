package io.quarkiverse.fiber.test.rest;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.inject.Inject;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.smallrye.mutiny.Uni;

/** Each says in a header of the response where it ran, after a wait. */
public class Filters {

    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Filtered {
    }

    public static class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Inject
    Where where;

    @Filtered
    @ServerRequestFilter
    public void before(ContainerRequestContext request) throws InterruptedException {
        Thread.sleep(3);
        request.setProperty("before", where.am());
    }

    @Filtered
    @ServerRequestFilter
    public Uni<Response> uni(ContainerRequestContext request) throws InterruptedException {
        Thread.sleep(3);
        request.setProperty("uni", where.am());
        return request.getHeaderString("abort") == null ? Uni.createFrom().nullItem()
                : Uni.createFrom().item(Response.status(403).build());
    }

    @Filtered
    @ServerResponseFilter
    public void after(ContainerRequestContext request, ContainerResponseContext response) throws InterruptedException {
        Thread.sleep(3);
        for (String filter : new String[] { "before", "uni", "class" }) {
            response.getHeaders().putSingle(filter, String.valueOf(request.getProperty(filter)));
        }
        response.getHeaders().putSingle("after", where.am());
    }

    @ServerExceptionMapper
    public Response map(Refused refused) throws InterruptedException {
        Thread.sleep(3);
        return Response.status(418).header("mapper", where.am()).build();
    }

    @Provider
    @Filtered
    public static class FilterClass implements ContainerRequestFilter {

        @Inject
        Where where;

        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty("class", where.am());
        }
    }
}
