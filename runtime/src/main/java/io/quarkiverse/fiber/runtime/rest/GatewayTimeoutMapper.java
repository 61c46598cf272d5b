package io.quarkiverse.fiber.runtime.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.HookedTimeoutException;

/** The default answer to a timeout, as a problem of RFC 9457. */
public class GatewayTimeoutMapper implements ExceptionMapper<HookedTimeoutException> {

    private static final Logger LOG = Logger.getLogger(GatewayTimeoutMapper.class);

    private static final String TYPE = "application/problem+json";
    private static final char FIRST_PRINTABLE = ' ';

    @Override
    public Response toResponse(HookedTimeoutException timeout) {
        LOG.warnf("%s is answered with 504 Gateway Timeout: %s", timeout.endpoint(), timeout.getMessage());
        LOG.debugf(timeout.getCause(), "What %s has thrown", timeout.endpoint());
        Response.Status status = Response.Status.GATEWAY_TIMEOUT;
        return Response.status(status).type(TYPE).entity("""
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}""".formatted(status.getReasonPhrase(),
                status.getStatusCode(), escaped(timeout.getMessage()))).build();
    }

    /** What a string of JSON may not contain as it is, escaped. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
