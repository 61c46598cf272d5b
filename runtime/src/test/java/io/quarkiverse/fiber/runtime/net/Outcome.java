package io.quarkiverse.fiber.runtime.net;

import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operation has answered or thrown, as text that is the same for the same behaviour.
 * <p>
 * Not compared, deliberately:
 * <ul>
 * <li>what a hooked timeout says after the JDK's message, which is what has set the limit, and for whom;
 * <li>the message of a {@link NullPointerException}, which the JVM makes of the names in our code;
 * <li>{@code TCP_QUICKACK}, which the system itself changes: {@link OptionSteps};
 * <li>how a write fails after a shutdown of the output if the peer has reset the connection too: the JDK asks the system, which
 * says "Connection reset by peer" the first time, a channel says "Broken pipe" at once: {@link StreamSteps}.
 * </ul>
 */
final class Outcome {

    private Outcome() {
    }

    static String of(Step step, ProgramRun run) {
        try {
            return text(step.action().apply(run), run);
        } catch (Exception e) {
            return text(e);
        }
    }

    static String text(Exception e) {
        if (e instanceof NullPointerException) {
            return e.getClass().getName();
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof SocketTimeoutException && message.contains(" after ")) {
            message = message.substring(0, message.indexOf(" after "));
        }
        return e.getClass().getName() + ": " + message;
    }

    private static String text(Object value, ProgramRun run) {
        return switch (value) {
            case byte[] bytes -> bytes(bytes);
            case InetSocketAddress address -> address.getAddress() + ":" + run.nameOf(address.getPort());
            case Set<?> options -> {
                Set<String> names = new TreeSet<>();
                options.forEach(option -> names.add(((SocketOption<?>) option).name()));
                yield names.toString();
            }
            case null, default -> String.valueOf(value);
        };
    }

    static String bytes(byte[] bytes) {
        return bytes.length + " bytes " + Integer.toHexString(Arrays.hashCode(bytes));
    }
}
