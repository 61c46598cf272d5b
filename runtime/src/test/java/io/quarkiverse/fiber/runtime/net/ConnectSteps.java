package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;

/** How a socket comes to be connected, or fails to be. */
final class ConnectSteps {

    private static final int LONG_ENOUGH = 30_000;

    private final Choices choices;
    private boolean connected;

    ConnectSteps(Choices choices) {
        this.choices = choices;
    }

    /** What the last step has led to. */
    boolean isConnected() {
        return connected;
    }

    Step open() {
        return choices.oneIn(4) ? Step.of("new Socket(NO_PROXY)", run -> run.socket = run.maker.openWithoutProxy())
                : Step.of("new Socket()", run -> run.socket = run.maker.open());
    }

    Step construct() {
        connected = !choices.oneIn(5);
        return switch (choices.below(3)) {
            case 0 -> connected ? Step.of("new Socket(peer)", run -> {
                run.socket = run.maker.connect(run.peer.address());
                run.peer.tell(run.peer::accept);
            }) : Step.of("new Socket(nobody)", run -> run.socket = run.maker.connect(nobody(run)));
            case 1 -> connected ? Step.of("new Socket(peer, from 127.0.0.3)", run -> {
                run.socket = run.maker.connect(run.peer.address(), otherLoopback(3));
                run.peer.tell(run.peer::accept);
            })
                    : Step.of("new Socket(nobody, from 127.0.0.3)",
                            run -> run.socket = run.maker.connect(nobody(run), otherLoopback(3)));
            default -> {
                connected = false;
                yield Step.of("new Socket(peer, from elsewhere)",
                        run -> run.socket = run.maker.connect(run.peer.address(), elsewhere()));
            }
        };
    }

    /** What a socket without a connection answers; it stays without one, and open. */
    Step beforeConnect() {
        return switch (choices.below(13)) {
            case 0 -> Step.of("getInputStream", run -> run.in());
            case 1 -> Step.of("getOutputStream", run -> run.out());
            case 2 -> Step.of("shutdownInput", run -> run.socket.shutdownInput());
            case 3 -> Step.of("shutdownOutput", run -> run.socket.shutdownOutput());
            case 4 -> Step.of("sendUrgentData", run -> run.socket.sendUrgentData(1));
            case 5 -> Step.of("bind to 127.0.0.1", run -> run.socket.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)));
            case 6 -> Step.of("bind to the peer's port", run -> run.socket.bind(run.peer.address()));
            case 7 -> Step.of("bind to elsewhere", run -> run.socket.bind(new InetSocketAddress(elsewhere(), 0)));
            case 8 -> Step.of("bind to an unresolved name",
                    run -> run.socket.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 0)));
            case 9 -> Step.of("bind to a file", run -> run.socket.bind(UnixDomainSocketAddress.of("file")));
            case 10 -> Step.of("connect to null", run -> run.socket.connect(null));
            case 11 -> Step.of("connect with a negative timeout", run -> run.socket.connect(run.peer.address(), -1));
            default -> Step.of("connect to a file", run -> run.socket.connect(UnixDomainSocketAddress.of("file")));
        };
    }

    Step connect() {
        int how = choices.below(12);
        connected = how > 3;
        return switch (how) {
            case 0 -> Step.of("connect to nobody", run -> run.socket.connect(nobody(run)));
            case 1 -> Step.of("connect to nobody, timeout", run -> run.socket.connect(nobody(run), LONG_ENOUGH));
            case 2 -> Step.of("connect to an unresolved name",
                    run -> run.socket.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
            case 3 -> Step.of("connect after close", run -> {
                run.socket.close();
                run.socket.connect(run.peer.address());
            });
            case 4, 5 -> Step.of("connect, timeout", run -> connect(run, LONG_ENOUGH));
            case 6 -> Step.of("connect, timeout 0", run -> connect(run, 0));
            default -> Step.of("connect", run -> {
                run.socket.connect(run.peer.address());
                run.peer.tell(run.peer::accept);
            });
        };
    }

    private static void connect(ProgramRun run, int timeout) throws Exception {
        run.socket.connect(run.peer.address(), timeout);
        run.peer.tell(run.peer::accept);
    }

    /** The port of the peer at an address where it does not listen: nobody else can take it meanwhile. */
    private static InetSocketAddress nobody(ProgramRun run) throws Exception {
        return new InetSocketAddress(otherLoopback(2), run.peer.address().getPort());
    }

    private static InetAddress otherLoopback(int last) throws Exception {
        return InetAddress.getByAddress(new byte[] { 127, 0, 0, (byte) last });
    }

    /** An address for documentation, which is of no machine. */
    private static InetAddress elsewhere() throws Exception {
        return InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 1 });
    }
}
