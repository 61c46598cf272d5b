package io.quarkiverse.fiber.runtime.net;

import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;

/** Operations of a datagram channel in odd orders, with a plain socket as its friend; it follows what is in its queue. */
final class DatagramChannelSteps {

    private static final int MOST_QUEUED = 6;
    private static final int SHORT = 3;

    private final Choices choices;
    private boolean connected;
    private boolean closed;
    private boolean blocks = true;
    private int queued;

    DatagramChannelSteps(Choices choices) {
        this.choices = choices;
    }

    Step open() {
        return Step.of("DatagramChannel.open(), bind", run -> {
            run.channels.datagrams = run.channels.maker.datagrams();
            run.channels.datagrams.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            run.channels.rememberPorts();
        });
    }

    Step next() {
        return switch (choices.below(10)) {
            case 0, 1 -> friendSends();
            case 2, 3, 4 -> receive();
            case 5, 6 -> send();
            case 7 -> mode();
            default -> odd();
        };
    }

    private Step friendSends() {
        if (queued == MOST_QUEUED || closed) {
            return odd();
        }
        queued++;
        int length = choices.anyOf(0, 1, 10, 1_000);
        return Step.of("friend sends " + length, run -> friendSends(run, length));
    }

    private static void friendSends(ProgramRun run, int length) throws Exception {
        run.channels.friend().send(new DatagramPacket(ScriptedPeer.data(length), length,
                run.channels.datagrams.getLocalAddress()));
    }

    private interface Receive {
        Object from(ProgramRun run) throws Exception;
    }

    private Step receive() {
        int room = choices.anyOf(1, 10, 2_000);
        String what;
        Receive receive;
        switch (choices.below(4)) {
            case 0 -> {
                what = "read into " + room;
                receive = run -> {
                    ByteBuffer into = ByteBuffer.allocate(room);
                    return run.channels.datagrams.read(into) + " " + bytes(into);
                };
            }
            case 1 -> {
                what = "scatter into " + room + " and 1";
                receive = run -> {
                    ByteBuffer into = ByteBuffer.allocateDirect(room);
                    ByteBuffer last = ByteBuffer.allocate(1);
                    return run.channels.datagrams.read(new ByteBuffer[] { into, last }) + " " + bytes(into) + bytes(last);
                };
            }
            case 2 -> {
                what = "receive a packet with room for " + room;
                receive = run -> {
                    DatagramPacket packet = new DatagramPacket(new byte[room], room);
                    run.channels.datagrams.socket().receive(packet);
                    return Outcome.bytes(Arrays.copyOf(packet.getData(), packet.getLength())) + " from "
                            + run.nameOf(packet.getPort());
                };
            }
            default -> {
                what = "receive into " + room;
                receive = run -> {
                    ByteBuffer into = ByteBuffer.allocate(room);
                    InetSocketAddress sender = (InetSocketAddress) run.channels.datagrams.receive(into);
                    return bytes(into) + " from " + (sender == null ? "nobody" : run.nameOf(sender.getPort()));
                };
            }
        }
        boolean unconnectedRead = !connected && (what.startsWith("read") || what.startsWith("scatter"));
        if (unconnectedRead || closed || !blocks && (queued == 0 || what.contains("packet"))) {
            return new Step(what, receive::from);
        }
        if (!blocks) {
            return new Step("select", run -> run.channels.select(run.channels.datagrams, SelectionKey.OP_READ));
        }
        if (queued > 0) {
            queued--;
            return new Step(what, receive::from);
        }
        int moment = choices.below(4);
        if (choices.oneIn(4)) {
            return Step.of("receive a packet, timeout", run -> {
                run.channels.datagrams.socket().setSoTimeout(SHORT);
                try {
                    run.channels.datagrams.socket().receive(new DatagramPacket(new byte[1], 1));
                } finally {
                    run.channels.datagrams.socket().setSoTimeout(0);
                }
            });
        }
        if (choices.oneIn(6)) {
            closed = true;
            boolean interrupt = choices.either();
            return new Step("receive during which " + (interrupt ? "its thread is interrupted" : "it is closed") + " in "
                    + moment + " ms", run -> {
                        Thread receiver = Thread.currentThread();
                        return run.during(moment, interrupt ? receiver::interrupt : () -> run.channels.datagrams.close(),
                                () -> ChannelEnds.orClosed(() -> run.channels.datagrams.receive(ByteBuffer.allocate(1))));
                    });
        }
        int length = choices.anyOf(0, 1, 10, 1_000);
        return new Step(what + " of " + length + " that come in " + moment + " ms",
                run -> run.during(moment, () -> friendSends(run, length), () -> receive.from(run)));
    }

    private static String bytes(ByteBuffer into) {
        byte[] bytes = new byte[into.position()];
        into.get(0, bytes);
        return Outcome.bytes(bytes);
    }

    private Step send() {
        int length = choices.anyOf(0, 1, 10, 1_000);
        return switch (choices.below(6)) {
            case 0 -> new Step("send too much", run -> run.channels.datagrams.send(ByteBuffer.allocate(70_000),
                    run.channels.friendAddress()));
            case 1 -> new Step("send to null", run -> run.channels.datagrams.send(ByteBuffer.allocate(1), null));
            case 2 -> new Step("write " + length, run -> {
                int count = run.channels.datagrams.write(ByteBuffer.wrap(ScriptedPeer.data(length)));
                return count + (count == 0 ? "" : " " + Outcome.bytes(run.channels.friendReceives()));
            });
            case 3 -> new Step("gather " + length, run -> {
                long count = run.channels.datagrams
                        .write(new ByteBuffer[] { ByteBuffer.wrap(ScriptedPeer.data(length)), ByteBuffer.allocate(2) });
                return count + " " + Outcome.bytes(run.channels.friendReceives());
            });
            case 4 -> new Step("send a packet of " + length, run -> {
                run.channels.datagrams.socket()
                        .send(new DatagramPacket(ScriptedPeer.data(length), length, run.channels.friendAddress()));
                return length == 0 && connected ? "" : Outcome.bytes(run.channels.friendReceives());
            });
            default -> new Step("send " + length, run -> {
                int count = run.channels.datagrams.send(ByteBuffer.wrap(ScriptedPeer.data(length)),
                        run.channels.friendAddress());
                return count + (count == 0 ? "" : " " + Outcome.bytes(run.channels.friendReceives()));
            });
        };
    }

    private Step mode() {
        if (!closed) {
            blocks = !choices.oneIn(3);
        }
        boolean block = blocks;
        return new Step("blocking " + block, run -> run.channels.datagrams.configureBlocking(block).isBlocking());
    }

    private Step odd() {
        switch (choices.below(9)) {
            case 0 -> {
                boolean did = !closed && !connected;
                connected |= did;
                queued = did ? 0 : queued; // what came before the connect is gone
                return Step.of("connect", run -> run.channels.datagrams.connect(run.channels.friendAddress()));
            }
            case 1 -> {
                connected &= closed;
                return Step.of("disconnect", run -> run.channels.datagrams.disconnect());
            }
            case 2 -> {
                return Step.of("bind again", run -> run.channels.datagrams.bind(null));
            }
            case 3 -> {
                return Step.of("connect to a file", run -> run.channels.datagrams.connect(UnixDomainSocketAddress.of("file")));
            }
            case 4 -> {
                return new Step("receive into what cannot be written",
                        run -> run.channels.datagrams.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            }
            case 5 -> {
                return new Step("as a socket", run -> run.channels.datagrams.socket().isConnected() + " "
                        + run.channels.datagrams.socket().isClosed() + " "
                        + run.nameOf(run.channels.datagrams.socket().getPort()));
            }
            case 6 -> {
                return new Step("its state", run -> run.channels.datagrams.isConnected() + " "
                        + run.channels.datagrams.isOpen() + run.channels.datagrams.isBlocking());
            }
            case 7 -> {
                return new Step("read into nothing", run -> run.channels.datagrams.read(ByteBuffer.allocate(0)));
            }
            default -> {
                if (choices.oneIn(3)) {
                    closed = true;
                    return Step.of("close", run -> run.channels.datagrams.close());
                }
                return new Step("options", run -> run.channels.datagrams.supportedOptions());
            }
        }
    }
}
