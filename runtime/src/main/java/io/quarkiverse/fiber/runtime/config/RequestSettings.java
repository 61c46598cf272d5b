package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;

/**
 * What the configuration says of requests. There is one for the running application, for code that is made before it starts.
 *
 * @param deadline zero for none
 * @param cancelOnDisconnect whether the waits of a request end when its client goes away
 */
public record RequestSettings(Duration deadline, boolean cancelOnDisconnect) {

    /** Written at each start of the application. */
    private static volatile RequestSettings current = new RequestSettings(Duration.ZERO, false);

    /** Checks the configuration; each error names the property. */
    public static RequestSettings of(FiberConfig config) {
        FiberSettings.atLeast("deadline", config.deadline(), Duration.ZERO);
        return new RequestSettings(config.deadline(), config.cancelOnDisconnect());
    }

    public static RequestSettings current() {
        return current;
    }

    public static void use(RequestSettings settings) {
        current = settings;
    }
}
