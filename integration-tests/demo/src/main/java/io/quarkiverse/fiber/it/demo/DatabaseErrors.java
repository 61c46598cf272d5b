package io.quarkiverse.fiber.it.demo;

import java.net.SocketTimeoutException;
import java.sql.SQLException;

import jakarta.inject.Inject;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What clients are told when the database fails: whether it was only too slow. */
public class DatabaseErrors {

    private static final String MEDIA_TYPE = "application/problem+json";

    @Inject
    Tracer tracer;

    @ServerExceptionMapper
    public RestResponse<Problem> failed(SQLException failure) {
        SocketTimeoutException timeout = timeout(failure);
        return timeout == null ? problem(Status.INTERNAL_SERVER_ERROR, failure)
                : problem(Status.GATEWAY_TIMEOUT, timeout);
    }

    /** The driver wraps what the socket has thrown. */
    private static SocketTimeoutException timeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException timeout) {
                return timeout;
            }
        }
        return null;
    }

    private RestResponse<Problem> problem(Status status, Exception failure) {
        Problem problem = new Problem(status.getStatusCode(), status.getReasonPhrase(), failure.getMessage(),
                tracer.trace("failed"));
        return RestResponse.ResponseBuilder.create(status, problem)
                .type(MEDIA_TYPE).build();
    }
}
