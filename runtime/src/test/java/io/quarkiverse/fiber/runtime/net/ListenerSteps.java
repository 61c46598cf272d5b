package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** How a listener comes to be bound, accepts, and ends. */
final class ListenerSteps {

    private static final int SHORT = 3;

    private final Choices choices;
    private boolean bound;

    ListenerSteps(Choices choices) {
        this.choices = choices;
    }

    Step open() {
        bound = choices.either();
        int backlog = choices.anyOf(-1, 0, 1, 50);
        return bound
                ? Step.of("new ServerSocket(0, " + backlog + ", 127.0.0.1)",
                        run -> run.listener = run.maker.listener(0, backlog, HookedIo.LOOPBACK))
                : Step.of("new ServerSocket()", run -> run.listener = run.maker.listener());
    }

    /** What a listener answers that may be bound or not. */
    Step beforeAccept() {
        return switch (choices.below(5)) {
            case 0 -> new Step("new ServerSocket(the peer's port)", run -> run.maker.listener(run.peer.address().getPort(),
                    1, HookedIo.LOOPBACK));
            case 1 -> new Step("new ServerSocket(70000)", run -> run.maker.listener(70_000, 1, null));
            case 2 -> Step.of("listener bind to the peer's port", run -> run.listener.bind(run.peer.address()));
            case 3 -> Step.of("listener bind to an unresolved name",
                    run -> run.listener.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 0)));
            default -> bound ? timedOut() : new Step("accept before bind", run -> run.listener.accept());
        };
    }

    /** After it, the listener is bound, to an address where the peer finds it. */
    Step bind() {
        bound = true;
        return choices.either()
                ? Step.of("listener bind to 127.0.0.1", run -> run.listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)))
                : Step.of("listener bind to 127.0.0.4, 1",
                        run -> run.listener.bind(
                                new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 4 }), 0),
                                1));
    }

    Step whileBound() {
        return choices.either() ? timedOut() : beforeAccept();
    }

    private Step timedOut() {
        return Step.of("accept, timeout", run -> {
            run.listener.setSoTimeout(SHORT);
            try {
                run.listener.accept();
            } finally {
                run.listener.setSoTimeout(0);
            }
        });
    }

    Step accept() {
        int timeout = choices.anyOf(0, 30_000);
        int moment = choices.below(4);
        return Step.of("accept after a connect in " + moment + " ms, timeout " + timeout, run -> {
            run.listener.setSoTimeout(timeout);
            run.socket = run.during(moment, () -> run.peer.connect(run.listenerAddress()), () -> run.listener.accept());
        });
    }

    Step close() {
        int moment = choices.below(4);
        return choices.either() ? Step.of("listener close", run -> run.listener.close())
                : new Step("accept during which the listener is closed in " + moment + " ms",
                        run -> run.during(moment, () -> run.listener.close(), () -> acceptClosed(run)));
    }

    /** An accept that begins after the close says it in other words. */
    private static String acceptClosed(ProgramRun run) throws IOException {
        try {
            return "accepted " + run.listener.accept();
        } catch (SocketException e) {
            return e.getMessage().replace("Socket is closed", "Socket closed");
        }
    }

    /** What a listener answers that may be closed. */
    Step anyTime() {
        return switch (choices.below(4)) {
            case 0 -> Step.of("listener close", run -> run.listener.close());
            case 1 -> timedOut();
            case 2 -> Step.of("listener bind again", run -> run.listener.bind(null));
            default -> beforeAccept();
        };
    }
}
