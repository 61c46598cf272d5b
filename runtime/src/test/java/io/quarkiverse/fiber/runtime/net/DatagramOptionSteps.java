package io.quarkiverse.fiber.runtime.net;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;

/** Options, groups and getters of datagram sockets: possible at any time, and certain in any state. */
final class DatagramOptionSteps {

    private static final InetSocketAddress GROUP = new InetSocketAddress("239.255.7.7", 0);

    /** An operation of some socket. */
    record Asked(String text, Question question) {
    }

    interface Question {
        Object ask(ProgramRun run, DatagramSocket socket) throws Exception;
    }

    interface Change {
        void make(DatagramSocket socket) throws Exception;
    }

    interface MulticastChange {
        void make(MulticastSocket socket) throws Exception;
    }

    private static final List<Asked> GETTERS = List.of(
            new Asked("isBound", (run, socket) -> socket.isBound()),
            new Asked("isConnected", (run, socket) -> socket.isConnected()),
            new Asked("isClosed", (run, socket) -> socket.isClosed()),
            new Asked("getInetAddress", (run, socket) -> socket.getInetAddress()),
            new Asked("getPort", (run, socket) -> run.nameOf(socket.getPort())),
            new Asked("getRemoteSocketAddress", (run, socket) -> socket.getRemoteSocketAddress()),
            new Asked("getLocalSocketAddress", (run, socket) -> socket.getLocalSocketAddress()),
            new Asked("getLocalAddress", (run, socket) -> socket.getLocalAddress()),
            new Asked("getLocalPort", (run, socket) -> run.nameOf(socket.getLocalPort())),
            new Asked("getSoTimeout", (run, socket) -> socket.getSoTimeout()),
            new Asked("getSendBufferSize", (run, socket) -> socket.getSendBufferSize()),
            new Asked("getReceiveBufferSize", (run, socket) -> socket.getReceiveBufferSize()),
            new Asked("getReuseAddress", (run, socket) -> socket.getReuseAddress()),
            new Asked("getBroadcast", (run, socket) -> socket.getBroadcast()),
            new Asked("getTrafficClass", (run, socket) -> socket.getTrafficClass()),
            new Asked("getChannel", (run, socket) -> socket.getChannel()),
            new Asked("supportedOptions", (run, socket) -> socket.supportedOptions()));

    @SuppressWarnings({ "deprecation", "removal" })
    private static final List<Asked> MULTICAST_GETTERS = List.of(
            new Asked("getTimeToLive", (run, socket) -> ((MulticastSocket) socket).getTimeToLive()),
            new Asked("getTTL", (run, socket) -> ((MulticastSocket) socket).getTTL()),
            new Asked("getInterface", (run, socket) -> ((MulticastSocket) socket).getInterface()),
            new Asked("getNetworkInterface", (run, socket) -> ((MulticastSocket) socket).getNetworkInterface()),
            new Asked("getLoopbackMode", (run, socket) -> ((MulticastSocket) socket).getLoopbackMode()));

    private static final List<SocketOption<Boolean>> SWITCHES = List.of(StandardSocketOptions.SO_BROADCAST,
            StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.IP_MULTICAST_LOOP, StandardSocketOptions.TCP_NODELAY);
    private static final List<SocketOption<Integer>> NUMBERS = List.of(StandardSocketOptions.IP_TOS,
            StandardSocketOptions.IP_MULTICAST_TTL, StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_LINGER);

    private final Choices choices;

    DatagramOptionSteps(Choices choices) {
        this.choices = choices;
    }

    static Step with(int end, Asked asked) {
        return new Step(DatagramEnds.nameOfEnd(end) + " " + asked.text(),
                run -> asked.question().ask(run, run.datagrams.socket(end)));
    }

    private static Asked does(String text, Change change) {
        return new Asked(text, (run, socket) -> {
            change.make(socket);
            return "done";
        });
    }

    private static Asked multicast(String text, MulticastChange change) {
        return does(text, socket -> change.make((MulticastSocket) socket));
    }

    Asked getter(boolean multicast) {
        return multicast && choices.oneIn(3) ? choices.anyOf(MULTICAST_GETTERS) : choices.anyOf(GETTERS);
    }

    Asked setter(boolean multicast) {
        return multicast && choices.oneIn(3) ? multicastSetter() : choices.either() ? setter() : option();
    }

    private Asked setter() {
        boolean on = choices.either();
        int timeout = choices.anyOf(-1, 0, 30_000, Integer.MAX_VALUE);
        int size = choices.anyOf(-1, 0, 70_000, 100_000);
        int trafficClass = choices.anyOf(-1, 0, 8, 255, 256);
        return switch (choices.below(7)) {
            case 0 -> does("setSoTimeout " + timeout, socket -> socket.setSoTimeout(timeout));
            case 1 -> does("setSendBufferSize " + size, socket -> socket.setSendBufferSize(size));
            case 2 -> does("setReuseAddress " + on, socket -> socket.setReuseAddress(on));
            case 3 -> does("setBroadcast " + on, socket -> socket.setBroadcast(on));
            case 4 -> does("setTrafficClass " + trafficClass, socket -> socket.setTrafficClass(trafficClass));
            default -> group(on);
        };
    }

    private Asked group(boolean join) {
        InetSocketAddress group = choices.oneIn(3) ? choices.either() ? null : DatagramEnds.NOBODY : GROUP;
        return join ? does("joinGroup " + group, socket -> socket.joinGroup(group, DatagramEnds.loopback()))
                : does("leaveGroup " + group, socket -> socket.leaveGroup(group, DatagramEnds.loopback()));
    }

    private Asked option() {
        boolean on = choices.either();
        int number = choices.anyOf(-7, 0, 1, 100, 70_000);
        SocketOption<Boolean> option = choices.anyOf(SWITCHES);
        SocketOption<Integer> other = choices.anyOf(NUMBERS);
        return switch (choices.below(5)) {
            case 0 -> does("setOption " + option + " " + on, socket -> socket.setOption(option, on));
            case 1 -> does("setOption " + other + " " + number, socket -> socket.setOption(other, number));
            case 2 -> new Asked("getOption " + option, (run, socket) -> socket.getOption(option));
            case 3 -> new Asked("getOption " + other, (run, socket) -> socket.getOption(other));
            default -> does("setOption " + option + " null", socket -> socket.setOption(option, null));
        };
    }

    @SuppressWarnings({ "deprecation", "removal" })
    private Asked multicastSetter() {
        boolean on = choices.either();
        int ttl = choices.anyOf(-1, 0, 1, 255, 256);
        NetworkInterface none = null;
        return switch (choices.below(7)) {
            case 0 -> multicast("setTimeToLive " + ttl, socket -> socket.setTimeToLive(ttl));
            case 1 -> multicast("setTTL " + ttl, socket -> socket.setTTL((byte) ttl));
            case 2 -> multicast("setLoopbackMode " + on, socket -> socket.setLoopbackMode(on));
            case 3 -> multicast("setInterface", socket -> socket.setInterface(on ? HookedIo.LOOPBACK : null));
            case 4 -> multicast("setNetworkInterface",
                    socket -> socket.setNetworkInterface(on ? DatagramEnds.loopback() : none));
            default -> {
                InetAddress group = choices.oneIn(4) ? HookedIo.LOOPBACK : GROUP.getAddress();
                yield on ? multicast("joinGroup " + group, socket -> socket.joinGroup(group))
                        : multicast("leaveGroup " + group, socket -> socket.leaveGroup(group));
            }
        };
    }
}
