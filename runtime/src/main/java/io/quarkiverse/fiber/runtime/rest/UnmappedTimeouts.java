package io.quarkiverse.fiber.runtime.rest;

import java.net.SocketTimeoutException;

import jakarta.ws.rs.WebApplicationException;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.HookedTimeoutException;
import io.quarkiverse.fiber.runtime.config.RequestSettings;

/**
 * Has REST map a {@link HookedTimeoutException} in the place of a timeout that has left a {@code @Hooked} method, unless the
 * application maps what was thrown. In the chain that REST runs for an exception, just before it is mapped.
 */
public class UnmappedTimeouts implements ServerRestHandler {

    /** Chains of causes may be circles. */
    private static final int MOST_CAUSES = 100;

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        Throwable thrown = request.getThrowable();
        HookedHandler hooked = thrown == null ? null : HookedHandler.of(request);
        if (hooked == null) {
            return;
        }
        if (RequestSettings.current().cancelOnDisconnect() && Disconnect.isGone(request)) {
            request.setPosition(request.getHandlers().length); // nobody is there to be told
            return;
        }
        String reason = reasonOf(thrown);
        if (DeadlineExceededException.behind(thrown).isPresent()) {
            Thread.interrupted(); // of the deadline: who maps and writes the answer is not meant
        }
        if (reason != null && !request.serverResponse().headWritten() && !isMapped(thrown, request)) {
            replace(request, new HookedTimeoutException(hooked.name(), reason, thrown));
        }
    }

    /** What was waited for and which limit has ended it, or null if the exception is none of a timeout. */
    private static String reasonOf(Throwable thrown) {
        if (thrown instanceof WebApplicationException) {
            return null;
        }
        Deadline.current().ifPresent(deadline -> deadline.explain(thrown));
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return cause.getMessage() != null ? cause.getMessage() : cause.getClass().getSimpleName();
            }
        }
        return DeadlineExceededException.behind(thrown).map(Throwable::getMessage).orElse(null);
    }

    /**
     * A mapper of the application for {@link HookedTimeoutException} is nearer than one for all exceptions.
     */
    private static boolean isMapped(Throwable thrown, ResteasyReactiveRequestContext request) {
        Class<?> mapper = mapperOf(thrown.getClass(), thrown, request);
        if (mapper == null) {
            return false;
        }
        boolean forAll = mapper == mapperOf(thrown instanceof RuntimeException ? RuntimeException.class : Exception.class, null,
                request);
        return !forAll || mapperOf(HookedTimeoutException.class, null, request) == GatewayTimeoutMapper.class;
    }

    private static Class<?> mapperOf(Class<?> type, Throwable thrown, ResteasyReactiveRequestContext request) {
        @SuppressWarnings("unchecked")
        var found = request.getDeployment().getExceptionMapper().getExceptionMapper((Class<Throwable>) type, request, thrown);
        return found == null ? null : found.getValue().getClass();
    }

    /** REST takes an exception once only, and then begins its chain for exceptions, of which this is a part, anew. */
    private static void replace(ResteasyReactiveRequestContext request, Throwable exception) {
        int position = request.getPosition();
        request.setAbortHandlerChainStarted(false);
        request.handleException(exception, true);
        request.setPosition(position);
    }
}
