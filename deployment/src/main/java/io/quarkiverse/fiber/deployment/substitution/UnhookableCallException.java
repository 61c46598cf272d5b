package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;
import java.util.stream.Collectors;

/** {@code @Hooked} methods make calls that block their event loop, and the configuration says that they must not. */
public class UnhookableCallException extends RuntimeException {

    static final String PROPERTY = "quarkus.fiber.hook.fail-on-unhookable";

    private static final long serialVersionUID = 1;

    UnhookableCallException(List<CallSite> calls) {
        super(PROPERTY + ": @Hooked methods make calls that have no hook"
                + calls.stream().map(UnhookableCallException::line).collect(Collectors.joining()));
    }

    private static String line(CallSite call) {
        return "\n  " + call.className() + "#" + call.method() + ":" + call.line() + "  " + call.call() + " "
                + call.outcome();
    }
}
