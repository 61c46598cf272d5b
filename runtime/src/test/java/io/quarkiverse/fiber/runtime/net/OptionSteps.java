package io.quarkiverse.fiber.runtime.net;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;

import jdk.net.ExtendedSocketOptions;

/** Options and getters: possible at any time, and certain in any state. */
final class OptionSteps {

    private static final List<Step> SOCKET_GETTERS = List.of(
            new Step("getInetAddress", run -> run.socket.getInetAddress()),
            new Step("getLocalAddress", run -> run.socket.getLocalAddress()),
            new Step("getPort", run -> run.nameOf(run.socket.getPort())),
            new Step("getLocalPort", run -> run.nameOf(run.socket.getLocalPort())),
            new Step("getRemoteSocketAddress", run -> run.socket.getRemoteSocketAddress()),
            new Step("getLocalSocketAddress", run -> run.socket.getLocalSocketAddress()),
            new Step("getChannel", run -> run.socket.getChannel()),
            new Step("toString", run -> run.withNamesOfPorts(run.socket.toString())),
            new Step("isConnected", run -> run.socket.isConnected()),
            new Step("isBound", run -> run.socket.isBound()),
            new Step("isClosed", run -> run.socket.isClosed()),
            new Step("isInputShutdown", run -> run.socket.isInputShutdown()),
            new Step("isOutputShutdown", run -> run.socket.isOutputShutdown()),
            new Step("supportedOptions", run -> run.socket.supportedOptions()),
            new Step("getTcpNoDelay", run -> run.socket.getTcpNoDelay()),
            new Step("getSoLinger", run -> run.socket.getSoLinger()),
            new Step("getSoTimeout", run -> run.socket.getSoTimeout()),
            new Step("getKeepAlive", run -> run.socket.getKeepAlive()),
            new Step("getOOBInline", run -> run.socket.getOOBInline()),
            new Step("getTrafficClass", run -> run.socket.getTrafficClass()),
            new Step("getReuseAddress", run -> run.socket.getReuseAddress()),
            new Step("getSendBufferSize > 0", run -> run.socket.getSendBufferSize() > 0),
            new Step("getReceiveBufferSize > 0", run -> run.socket.getReceiveBufferSize() > 0),
            Step.of("setPerformancePreferences", run -> run.socket.setPerformancePreferences(1, 2, 3)));

    private static final List<Step> LISTENER_GETTERS = List.of(
            new Step("listener getInetAddress", run -> run.listener.getInetAddress()),
            new Step("listener getLocalPort", run -> run.nameOf(run.listener.getLocalPort())),
            new Step("listener getLocalSocketAddress", run -> run.listener.getLocalSocketAddress()),
            new Step("listener getChannel", run -> run.listener.getChannel()),
            new Step("listener toString", run -> run.withNamesOfPorts(run.listener.toString())),
            new Step("listener isBound", run -> run.listener.isBound()),
            new Step("listener isClosed", run -> run.listener.isClosed()),
            new Step("listener supportedOptions", run -> run.listener.supportedOptions()),
            new Step("listener getSoTimeout", run -> run.listener.getSoTimeout()),
            new Step("listener getReuseAddress", run -> run.listener.getReuseAddress()),
            new Step("listener getReceiveBufferSize > 0", run -> run.listener.getReceiveBufferSize() > 0),
            Step.of("listener setPerformancePreferences", run -> run.listener.setPerformancePreferences(1, 2, 3)));

    private static final List<SocketOption<Boolean>> SWITCHES = List.of(StandardSocketOptions.TCP_NODELAY,
            StandardSocketOptions.SO_KEEPALIVE, StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEPORT,
            ExtendedSocketOptions.TCP_QUICKACK, StandardSocketOptions.SO_BROADCAST);

    private static final List<SocketOption<Integer>> NUMBERS = List.of(StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.IP_TOS, StandardSocketOptions.IP_MULTICAST_TTL, ExtendedSocketOptions.TCP_KEEPIDLE,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, ExtendedSocketOptions.TCP_KEEPCOUNT);

    private static final List<SocketOption<Integer>> SIZES = List.of(StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_RCVBUF);

    private final Choices choices;

    OptionSteps(Choices choices) {
        this.choices = choices;
    }

    Step ofSocket() {
        return choices.either() ? choices.anyOf(SOCKET_GETTERS) : socketSetter();
    }

    Step ofListener() {
        return choices.either() ? choices.anyOf(LISTENER_GETTERS) : listenerSetter();
    }

    private Step socketSetter() {
        boolean on = choices.either();
        int linger = choices.anyOf(-1, 0, 1, 70_000);
        int timeout = choices.anyOf(-1, 0, 30_000, Integer.MAX_VALUE);
        int size = choices.anyOf(-1, 0, 16_384, 100_000);
        int trafficClass = choices.anyOf(-1, 0, 8, 16, 184, 255, 256);
        return switch (choices.below(10)) {
            case 0 -> Step.of("setTcpNoDelay " + on, run -> run.socket.setTcpNoDelay(on));
            case 1 -> Step.of("setSoLinger " + on + " " + linger, run -> run.socket.setSoLinger(on, linger));
            case 2 -> Step.of("setSoTimeout " + timeout, run -> run.socket.setSoTimeout(timeout));
            case 3 -> Step.of("setKeepAlive " + on, run -> run.socket.setKeepAlive(on));
            case 4 -> Step.of("setTrafficClass " + trafficClass, run -> run.socket.setTrafficClass(trafficClass));
            case 5 -> Step.of("setReuseAddress " + on, run -> run.socket.setReuseAddress(on));
            case 6 -> Step.of("setSendBufferSize " + size, run -> run.socket.setSendBufferSize(size));
            case 7 -> Step.of("setReceiveBufferSize " + size, run -> run.socket.setReceiveBufferSize(size));
            default -> socketOption();
        };
    }

    private Step socketOption() {
        switch (choices.below(6)) {
            case 0 -> {
                SocketOption<Integer> option = choices.anyOf(SIZES);
                int size = choices.anyOf(-1, 16_384, 100_000);
                return Step.of("setOption " + option + " " + size, run -> run.socket.setOption(option, size));
            }
            case 1 -> {
                SocketOption<?> option = choices.either() ? choices.anyOf(SWITCHES) : choices.anyOf(NUMBERS);
                return Step.of("setOption " + option + " null", run -> run.socket.setOption(option, null));
            }
            case 2 -> {
                SocketOption<Integer> option = choices.anyOf(NUMBERS);
                int number = choices.anyOf(-7, 0, 1, 16, 300);
                return Step.of("setOption " + option + " " + number, run -> run.socket.setOption(option, number));
            }
            case 3 -> {
                SocketOption<Boolean> option = choices.anyOf(SWITCHES);
                boolean on = choices.either();
                return Step.of("setOption " + option + " " + on, run -> run.socket.setOption(option, on));
            }
            case 4 -> {
                SocketOption<Integer> option = choices.anyOf(NUMBERS);
                return new Step("getOption " + option, run -> run.socket.getOption(option));
            }
            default -> {
                SocketOption<Boolean> option = choices.anyOf(SWITCHES);
                return new Step("getOption " + option,
                        run -> isCertain(option) ? run.socket.getOption(option) : "not asked");
            }
        }
    }

    private Step listenerSetter() {
        boolean on = choices.either();
        int timeout = choices.anyOf(-1, 0, 30_000, Integer.MAX_VALUE);
        int size = choices.anyOf(-1, 0, 16_384, 100_000);
        SocketOption<Boolean> option = choices.anyOf(SWITCHES);
        SocketOption<Integer> number = choices.anyOf(NUMBERS);
        int value = choices.anyOf(-7, 0, 1, 16, 300);
        return switch (choices.below(7)) {
            case 0 -> Step.of("listener setSoTimeout " + timeout, run -> run.listener.setSoTimeout(timeout));
            case 1 -> Step.of("listener setReuseAddress " + on, run -> run.listener.setReuseAddress(on));
            case 2 -> Step.of("listener setReceiveBufferSize " + size, run -> run.listener.setReceiveBufferSize(size));
            case 3 -> Step.of("listener setOption " + option + " " + on, run -> run.listener.setOption(option, on));
            case 4 -> Step.of("listener setOption " + number + " " + value,
                    run -> run.listener.setOption(number, value));
            case 5 -> new Step("listener getOption " + number, run -> run.listener.getOption(number));
            default -> new Step("listener getOption " + option,
                    run -> isCertain(option) ? run.listener.getOption(option) : "not asked");
        };
    }

    /** The kernel itself changes the other one. */
    private static boolean isCertain(SocketOption<?> option) {
        return option != ExtendedSocketOptions.TCP_QUICKACK;
    }
}
