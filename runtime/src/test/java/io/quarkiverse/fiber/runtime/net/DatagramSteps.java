package io.quarkiverse.fiber.runtime.net;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;

/**
 * Operations of two datagram sockets in odd orders. It follows who gets what, because no program may wait for ever, and none
 * may
 * send to a port that somebody else has by then.
 */
final class DatagramSteps {

    /** Whom an end is connected to, or a datagram is for. */
    private enum Whom {
        NONE,
        OTHER,
        SELF,
        NOBODY
    }

    private static final class End {
        boolean multicast;
        boolean bound;
        boolean closed;
        Whom peer = Whom.NONE;
        int queued;
        /** What it gets is known. */
        boolean certain = true;
    }

    private static final int MOST = 65_507;
    private static final int MOST_QUEUED = 8;
    private static final int SHORT = 3;
    /** When it is not known whether there is something. */
    private static final int UNCERTAIN = 40;

    private final Choices choices;
    private final DatagramOptionSteps options;
    private final End[] ends = { new End(), new End() };

    DatagramSteps(Choices choices) {
        this.choices = choices;
        this.options = new DatagramOptionSteps(choices);
    }

    private interface Action {
        Object apply(ProgramRun run, DatagramSocket socket) throws Exception;
    }

    private interface Effect {
        void apply(ProgramRun run, DatagramSocket socket) throws Exception;
    }

    private static Step step(int end, String text, Action action) {
        return new Step(DatagramEnds.nameOfEnd(end) + " " + text, run -> {
            try {
                return action.apply(run, run.datagrams.socket(end));
            } finally {
                run.datagrams.rememberPorts();
            }
        });
    }

    private static Step does(int end, String text, Effect effect) {
        return step(end, text, (run, socket) -> {
            effect.apply(run, socket);
            return "done";
        });
    }

    Step open(int end) {
        SocketAddress local = switch (choices.below(3)) {
            case 0 -> null;
            case 1 -> new InetSocketAddress(0);
            default -> new InetSocketAddress(HookedIo.LOOPBACK, 0);
        };
        boolean multicast = choices.oneIn(3);
        ends[end].multicast = multicast;
        ends[end].bound = local != null;
        return does(end, "new " + (multicast ? "MulticastSocket " : "DatagramSocket ") + local,
                (run, none) -> run.datagrams.open(end, multicast ? run.maker.multicast(local) : run.maker.datagrams(local)));
    }

    Step next() {
        int end = choices.below(DatagramEnds.COUNT);
        return switch (choices.below(16)) {
            case 0, 1, 2, 3 -> send(end);
            case 4, 5, 6 -> receive(end);
            case 7 -> receiveDuring(end);
            case 8 -> connect(end);
            case 9 -> disconnect(end);
            case 10 -> bind(end);
            case 11 -> room();
            case 12 -> choices.oneIn(4) ? close(end) : setOption(end);
            case 13 -> setOption(end);
            default -> DatagramOptionSteps.with(end, options.getter(ends[end].multicast));
        };
    }

    private Step setOption(int end) {
        if (choices.oneIn(8)) {
            ends[end].certain = false;
            int size = choices.anyOf(-1, 0, 16_384, 100_000);
            return does(end, "setReceiveBufferSize " + size, (run, socket) -> socket.setReceiveBufferSize(size));
        }
        return DatagramOptionSteps.with(end, options.setter(ends[end].multicast));
    }

    // --- addresses

    private static SocketAddress address(ProgramRun run, int end, Whom whom) {
        return switch (whom) {
            case NONE -> null;
            case OTHER -> run.datagrams.address(1 - end);
            case SELF -> run.datagrams.address(end);
            case NOBODY -> DatagramEnds.NOBODY;
        };
    }

    private int indexOf(int end, Whom whom) {
        return whom == Whom.SELF ? end : 1 - end;
    }

    private boolean hasPort(int end, Whom whom) {
        return whom == Whom.NOBODY
                || whom != Whom.NONE && ends[indexOf(end, whom)].bound && !ends[indexOf(end, whom)].closed;
    }

    private Step connect(int end) {
        if (choices.oneIn(5)) {
            SocketAddress bad = badAddress();
            return does(end, "connect to " + bad, (run, socket) -> socket.connect(bad));
        }
        Whom whom = choices.anyOf(List.of(Whom.OTHER, Whom.OTHER, Whom.SELF, Whom.NOBODY));
        End connecting = ends[end];
        if (hasPort(end, whom) && !connecting.closed) {
            connecting.bound = true;
            connecting.peer = whom;
            connecting.queued = 0; // it forgets what came from others
        }
        if (choices.either()) {
            return does(end, "connect to " + whom, (run, socket) -> socket.connect(address(run, end, whom)));
        }
        return does(end, "connect to " + whom + ", as an address and a port", (run, socket) -> {
            InetSocketAddress remote = (InetSocketAddress) address(run, end, whom);
            socket.connect(remote.getAddress(), remote.getPort());
        });
    }

    private SocketAddress badAddress() {
        return switch (choices.below(4)) {
            case 0 -> null;
            case 1 -> InetSocketAddress.createUnresolved("nowhere.invalid", 5);
            case 2 -> new InetSocketAddress(HookedIo.LOOPBACK, 0);
            default -> UnixDomainSocketAddress.of("nowhere");
        };
    }

    private Step disconnect(int end) {
        ends[end].peer = Whom.NONE;
        return does(end, "disconnect", (run, socket) -> socket.disconnect());
    }

    private Step bind(int end) {
        switch (choices.below(4)) {
            case 0 -> {
                return does(end, "bind to an unresolved name",
                        (run, socket) -> socket.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 0)));
            }
            case 1 -> {
                return does(end, "bind elsewhere", (run, socket) -> socket
                        .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 1 }), 0)));
            }
            default -> {
                SocketAddress local = choices.either() ? null : new InetSocketAddress(HookedIo.LOOPBACK, 0);
                ends[end].bound = true;
                return does(end, "bind to " + local, (run, socket) -> socket.bind(local));
            }
        }
    }

    private Step close(int end) {
        ends[end].closed = true;
        return does(end, "close", (run, socket) -> socket.close());
    }

    // --- datagrams

    /** Whether a datagram goes to a port that somebody else may have by now. */
    private boolean isStray(int end) {
        return ends[end].peer == Whom.OTHER && ends[1 - end].closed;
    }

    private Step send(int end) {
        Whom whom = isStray(end) ? Whom.NOBODY
                : choices.anyOf(List.of(Whom.NONE, Whom.NONE, Whom.OTHER, Whom.OTHER, Whom.SELF, Whom.NOBODY));
        int length = choices.anyOf(0, 1, 100, 1_000, 1_000, MOST, MOST + 1);
        follow(end, whom, length);
        boolean hops = ends[end].multicast && choices.oneIn(6);
        return step(end, "send " + length + " bytes to " + whom + (hops ? ", ttl 3" : ""),
                (run, socket) -> send(run, end, whom, length, hops));
    }

    @SuppressWarnings({ "deprecation", "removal" })
    private static String send(ProgramRun run, int end, Whom whom, int length, boolean hops) throws Exception {
        DatagramSocket socket = run.datagrams.socket(end);
        DatagramPacket packet = new DatagramPacket(ScriptedPeer.data(length + 1), 1, length);
        SocketAddress target = address(run, end, whom);
        if (target != null) {
            packet.setSocketAddress(target);
        }
        if (hops) {
            ((MulticastSocket) socket).send(packet, (byte) 3);
        } else {
            socket.send(packet);
        }
        return "sent to " + packet.getAddress() + " " + run.nameOf(packet.getPort());
    }

    private void follow(int end, Whom whom, int length) {
        End sender = ends[end];
        Whom target = whom == Whom.NONE ? sender.peer : whom;
        if (sender.closed || target == Whom.NONE || whom != Whom.NONE && whom != Whom.NOBODY
                && ends[indexOf(end, whom)].closed) {
            return; // it fails before the socket is asked
        }
        boolean arrives = hasPort(end, target) && length <= MOST && (sender.peer == Whom.NONE || sender.peer == target);
        sender.bound = true;
        if (length == 0 && sender.peer != Whom.NONE) {
            return; // the JDK sends nothing then
        }
        if (!arrives) {
            return;
        }
        if (target == Whom.NOBODY || !accepts(indexOf(end, target), end)) {
            sender.certain &= sender.peer == Whom.NONE; // the system tells it when it is connected
            return;
        }
        End receiver = ends[indexOf(end, target)];
        receiver.queued++;
        receiver.certain &= receiver.queued == 1 || length <= 1_000 && receiver.queued <= MOST_QUEUED;
    }

    private boolean accepts(int receiver, int sender) {
        return switch (ends[receiver].peer) {
            case NONE -> true;
            case SELF -> receiver == sender;
            case OTHER -> receiver != sender;
            case NOBODY -> false;
        };
    }

    private Step receive(int end) {
        End receiver = ends[end];
        receiver.bound |= !receiver.closed;
        int timeout = !receiver.certain ? UNCERTAIN : receiver.queued == 0 ? SHORT : choices.anyOf(0, 20_000);
        receiver.queued = Math.max(receiver.queued - 1, 0);
        return step(end, "receive, timeout " + timeout, (run, socket) -> {
            socket.setSoTimeout(timeout);
            return receive(run, end);
        });
    }

    private static String receive(ProgramRun run, int end) throws Exception {
        String bytes = Outcome.bytes(run.datagrams.receive(end));
        DatagramPacket packet = run.datagrams.packet();
        return bytes + " from " + packet.getAddress() + " " + run.nameOf(packet.getPort());
    }

    /** While it waits, the socket is closed, or the other one sends. */
    private Step receiveDuring(int end) {
        End receiver = ends[end];
        End sender = ends[1 - end];
        int moment = choices.below(4);
        if (!receiver.certain || receiver.queued > 0 || receiver.closed || !receiver.bound) {
            return receive(end);
        }
        if (choices.oneIn(4)) {
            receiver.closed = true;
            return step(end, "receive during which it is closed in " + moment + " ms", (run, socket) -> {
                socket.setSoTimeout(0);
                return run.during(moment, socket::close, () -> receive(run, end));
            });
        }
        if (sender.closed || !sender.certain || sender.peer != Whom.NONE && sender.peer != Whom.OTHER
                || !accepts(end, 1 - end)) {
            return receive(end);
        }
        sender.bound = true;
        return step(end, "receive during which the other sends in " + moment + " ms", (run, socket) -> {
            socket.setSoTimeout(0);
            return run.during(moment, () -> send(run, 1 - end, Whom.OTHER, 50, false), () -> receive(run, end));
        });
    }

    private Step room() {
        int length = choices.anyOf(0, 10, 999, MOST);
        return Step.of("room for " + length, run -> run.datagrams.packet().setLength(length));
    }
}
