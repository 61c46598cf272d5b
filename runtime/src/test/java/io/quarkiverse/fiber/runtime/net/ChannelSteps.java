package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;

/** Operations of a stream's channel in odd orders; it follows what there is to read and to receive, as {@link StreamSteps}. */
final class ChannelSteps {

    private static final int SOME = 4_000;
    private static final int MOST_UNDERWAY = 8_000;
    private static final int SHORT = 3;

    private final Choices choices;
    private boolean connected;
    private boolean closed;
    private boolean blocks = true;
    private boolean inputShutDown;
    private boolean outputShutDown;
    /** The peer sends no more, or is not there any more. */
    private boolean peerDone;
    private boolean peerGone;
    private int toRead;
    private int toReceive;

    ChannelSteps(Choices choices) {
        this.choices = choices;
    }

    boolean isClosed() {
        return closed;
    }

    // --- how it comes to be

    void open(List<Step> steps) {
        switch (choices.below(4)) {
            case 0 -> accept(steps);
            case 1 -> {
                connected = !choices.oneIn(4);
                closed = !connected;
                steps.add(connected ? Step.of("open(peer)", run -> {
                    run.channels.stream = run.maker.channels().connect(run.peer.address());
                    run.peer.tell(run.peer::accept);
                }) : new Step("open(nobody)", run -> run.maker.channels().connect(nobody(run))));
                if (closed) {
                    steps.add(Step.of("open()", run -> {
                        run.channels.stream = run.maker.channels().open();
                        run.channels.stream.close();
                    }));
                }
            }
            default -> {
                steps.add(Step.of("open()", run -> run.channels.stream = run.maker.channels().open()));
                for (int i = choices.below(4); i > 0; i--) {
                    steps.add(beforeConnect());
                }
                connect(steps);
            }
        }
        steps.add(Step.of("its port", run -> run.channels.rememberPorts()));
    }

    private void accept(List<Step> steps) {
        int moment = choices.below(4);
        boolean early = choices.either();
        boolean blocking = choices.either();
        steps.add(Step.of("ServerSocketChannel.open()", run -> run.channels.listener = run.maker.channels().listener()));
        if (early) {
            steps.add(new Step("accept before bind", run -> run.channels.listener.accept()));
        }
        steps.add(Step.of("listener bind", run -> run.channels.listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0), 5)));
        steps.add(Step.of("listener bind again", run -> run.channels.listener.bind(null)));
        steps.add(Step.of("accept, timeout", run -> {
            run.channels.listener.socket().setSoTimeout(SHORT);
            run.channels.listener.socket().accept();
        }));
        steps.add(Step.of("listener blocking " + blocking, run -> run.channels.listener.configureBlocking(blocking)));
        if (!blocking) {
            steps.add(new Step("accept of nobody", run -> run.channels.listener.accept()));
            steps.add(new Step("accept of nobody as a socket", run -> run.channels.listener.socket().accept()));
            steps.add(Step.of("accept what is selected", run -> {
                InetSocketAddress address = (InetSocketAddress) run.channels.listener.getLocalAddress();
                run.during(moment, () -> run.peer.connect(address),
                        () -> run.channels.select(run.channels.listener, SelectionKey.OP_ACCEPT));
                run.channels.stream = run.channels.listener.accept();
            }));
        } else {
            steps.add(Step.of("accept after a connect in " + moment + " ms", run -> {
                InetSocketAddress address = (InetSocketAddress) run.channels.listener.getLocalAddress();
                run.channels.stream = run.during(moment, () -> run.peer.connect(address), () -> run.channels.listener.accept());
            }));
            if (choices.either()) {
                steps.add(new Step("accept during which the listener is closed in " + moment + " ms",
                        run -> run.during(moment, () -> run.channels.listener.close(),
                                () -> ChannelEnds.orClosed(() -> run.channels.listener.accept()))));
            }
        }
        connected = true;
    }

    private Step beforeConnect() {
        return switch (choices.below(11)) {
            case 0 -> new Step("finishConnect", run -> run.channels.stream.finishConnect());
            case 1 -> new Step("read", run -> run.channels.stream.read(ByteBuffer.allocate(1)));
            case 2 -> new Step("write", run -> run.channels.stream.write(ByteBuffer.allocate(1)));
            case 3 -> Step.of("shutdownInput", run -> run.channels.stream.shutdownInput());
            case 4 -> Step.of("shutdownOutput", run -> run.channels.stream.shutdownOutput());
            case 5 -> Step.of("bind", run -> run.channels.stream.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)));
            case 6 -> Step.of("bind to a file", run -> run.channels.stream.bind(UnixDomainSocketAddress.of("file")));
            case 7 -> new Step("connect to null", run -> run.channels.stream.connect(null));
            case 8 -> new Step("connect to a file", run -> run.channels.stream.connect(UnixDomainSocketAddress.of("file")));
            case 9 -> new Step("connect to an unresolved name",
                    run -> run.channels.stream.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
            default -> new Step("its addresses", run -> run.channels.stream.getRemoteAddress() + " "
                    + run.channels.stream.isConnected() + run.channels.stream.isConnectionPending());
        };
    }

    private void connect(List<Step> steps) {
        int how = choices.below(8);
        connected = how > 1;
        closed = !connected;
        steps.add(switch (how) {
            case 0 -> new Step("connect to nobody", run -> run.channels.stream.connect(nobody(run)));
            case 1 -> new Step("connect as a socket to an unresolved name", run -> {
                run.channels.stream.socket().connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
                return "connected";
            });
            case 2, 3 -> new Step("connect in non-blocking mode", run -> {
                run.channels.stream.configureBlocking(false);
                run.channels.stream.connect(run.peer.address());
                run.channels.select(run.channels.stream, SelectionKey.OP_CONNECT);
                boolean finished = run.channels.stream.finishConnect();
                run.peer.tell(run.peer::accept);
                run.channels.stream.configureBlocking(true);
                return finished;
            });
            case 4 -> new Step("connect in non-blocking mode, finish in the other", run -> {
                run.channels.stream.configureBlocking(false);
                run.channels.stream.connect(run.peer.address());
                run.channels.stream.configureBlocking(true);
                boolean finished = run.channels.stream.finishConnect();
                run.peer.tell(run.peer::accept);
                return finished;
            });
            case 5 -> Step.of("connect as a socket, timeout", run -> {
                run.channels.stream.socket().connect(run.peer.address(), 30_000);
                run.peer.tell(run.peer::accept);
            });
            default -> new Step("connect", run -> {
                boolean done = run.channels.stream.connect(run.peer.address());
                run.peer.tell(run.peer::accept);
                return done;
            });
        });
    }

    private static InetSocketAddress nobody(ProgramRun run) throws Exception {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 2 }), run.peer.address().getPort());
    }

    // --- what happens to it

    Step next() {
        return switch (choices.below(12)) {
            case 0, 1, 2, 3 -> read();
            case 4, 5, 6 -> write();
            case 7, 8 -> ofPeer();
            case 9 -> mode();
            default -> odd();
        };
    }

    private Step read() {
        if (toRead == 0 || inputShutDown || closed) {
            boolean waits = !peerDone && !inputShutDown && !closed && blocks;
            return waits ? readOfNothing()
                    : choices.either() ? new Step("read", run -> run.channels.stream.read(ByteBuffer.allocate(10)))
                            : new Step("read to the end", run -> ChannelEnds.readToTheEnd(run.channels.stream));
        }
        int count = choices.upTo(toRead);
        if (!blocks) {
            return new Step("select to read", run -> run.channels.select(run.channels.stream, SelectionKey.OP_READ));
        }
        toRead -= count;
        return switch (choices.below(3)) {
            case 0 -> new Step("scatter " + count, run -> ChannelEnds.scatterFully(run.channels.stream, count));
            case 1 -> new Step("read " + count + " as a socket",
                    run -> run.channels.stream.socket().getInputStream().readNBytes(count));
            default -> new Step("read " + count, run -> ChannelEnds.readFully(run.channels.stream, count));
        };
    }

    /** Waits. */
    private Step readOfNothing() {
        int moment = choices.below(4);
        int count = choices.upTo(SOME);
        switch (choices.below(9)) {
            case 0, 1 -> {
                return new Step("read as a socket, timeout", run -> {
                    run.channels.stream.socket().setSoTimeout(SHORT);
                    try {
                        return run.channels.stream.socket().getInputStream().read();
                    } finally {
                        run.channels.stream.socket().setSoTimeout(0);
                    }
                });
            }
            case 2 -> {
                peerDone = true;
                return new Step("read to the end that comes in " + moment + " ms", run -> run.during(moment,
                        run.peer::halfClose, () -> ChannelEnds.readToTheEnd(run.channels.stream)));
            }
            case 3 -> {
                peerDone = true;
                peerGone = true;
                toReceive = 0;
                return new Step("read during which the peer resets in " + moment + " ms", run -> run.during(moment,
                        run.peer::reset, () -> run.channels.stream.read(ByteBuffer.allocate(1))));
            }
            case 4 -> {
                inputShutDown = true;
                return new Step("read during which the input is shut down in " + moment + " ms",
                        run -> run.during(moment, () -> run.channels.stream.shutdownInput(),
                                () -> run.channels.stream.read(ByteBuffer.allocate(1))));
            }
            case 5 -> {
                closed = true;
                boolean interrupt = choices.either();
                return new Step("read during which " + (interrupt ? "its thread is interrupted" : "it is closed") + " in "
                        + moment + " ms", run -> {
                            Thread reader = Thread.currentThread();
                            return run.during(moment, interrupt ? reader::interrupt : () -> run.channels.stream.close(),
                                    () -> ChannelEnds.orClosed(() -> run.channels.stream.read(ByteBuffer.allocate(1))));
                        });
            }
            default -> {
                int all = choices.oneIn(3) ? count * 50 : count;
                return new Step("read " + all + " that come in " + moment + " ms", run -> run.during(moment,
                        () -> run.peer.send(all), () -> ChannelEnds.readFully(run.channels.stream, all)));
            }
        }
    }

    private Step write() {
        int count = choices.upTo(SOME);
        if (closed || outputShutDown && !peerGone) {
            return new Step("write", run -> run.channels.stream.write(ByteBuffer.allocate(1)));
        }
        if (peerGone || outputShutDown || inputShutDown) {
            return new Step("its addresses", run -> run.channels.stream.isConnected());
        }
        if (toReceive + count > MOST_UNDERWAY) {
            return receive();
        }
        if (choices.oneIn(4) && blocks) {
            if (toReceive > 0) {
                return receive();
            }
            int much = count * 500;
            int moment = choices.below(4);
            return new Step("write " + much + " that the peer receives in " + moment + " ms",
                    run -> run.during(moment, () -> run.peer.receive(much),
                            () -> run.channels.stream.write(ByteBuffer.wrap(ScriptedPeer.data(much)))));
        }
        toReceive += count;
        int part = count / 2;
        return switch (choices.below(3)) {
            case 0 -> new Step("gather " + count, run -> {
                ByteBuffer all = ByteBuffer.wrap(ScriptedPeer.data(count));
                return run.channels.stream.write(new ByteBuffer[] { all.slice(0, part), ByteBuffer.allocate(0),
                        all.slice(part, count - part) }, 0, 3);
            });
            default -> new Step("write " + count,
                    run -> run.channels.stream.write(ByteBuffer.wrap(ScriptedPeer.data(count))));
        };
    }

    private Step receive() {
        int count = toReceive;
        toReceive = 0;
        return new Step("peer receives " + count, run -> ScriptedPeer.get(run.peer.start(() -> run.peer.receive(count))));
    }

    private Step ofPeer() {
        if (toReceive > 0 && !closed) {
            return receive();
        }
        int count = choices.upTo(SOME);
        if (closed || peerDone || toRead + count > MOST_UNDERWAY || inputShutDown) {
            return odd();
        }
        if (choices.oneIn(4)) {
            peerDone = true;
            peerGone = choices.either();
            return peerGone ? Step.of("peer resets", run -> run.peer.tell(run.peer::reset))
                    : Step.of("peer half-closes", run -> run.peer.tell(run.peer::halfClose));
        }
        toRead += count;
        return Step.of("peer sends " + count, run -> run.peer.tell(() -> run.peer.send(count)));
    }

    private Step mode() {
        if (!closed) {
            blocks = !choices.oneIn(3);
        }
        boolean block = blocks;
        return new Step("blocking " + block, run -> run.channels.stream.configureBlocking(block).isBlocking());
    }

    private Step odd() {
        boolean mayWait = !closed && !inputShutDown && toRead == 0 && !peerDone;
        switch (choices.below(14)) {
            case 0 -> {
                inputShutDown |= !closed;
                return Step.of("shutdownInput", run -> run.channels.stream.shutdownInput());
            }
            case 1 -> {
                outputShutDown |= !closed;
                return Step.of("shutdownOutput", run -> run.channels.stream.shutdownOutput());
            }
            case 2 -> {
                return new Step("read into nothing", run -> run.channels.stream.read(ByteBuffer.allocate(0)));
            }
            case 3 -> {
                return new Step("read into what cannot be written",
                        run -> run.channels.stream.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            }
            case 4 -> {
                return new Step("read null", run -> run.channels.stream.read((ByteBuffer) null));
            }
            case 5 -> {
                return new Step("read outside", run -> run.channels.stream.read(new ByteBuffer[1], 1, 1));
            }
            case 6 -> {
                return new Step("connect again", run -> run.channels.stream.connect(run.peer.address()));
            }
            case 7 -> {
                return new Step("finishConnect", run -> run.channels.stream.finishConnect());
            }
            case 8 -> {
                return new Step("its addresses",
                        run -> run.withNamesOfPorts(
                                "port=" + ((InetSocketAddress) run.channels.stream.getLocalAddress()).getPort()
                                        + " port=" + ((InetSocketAddress) run.channels.stream.getRemoteAddress()).getPort()));
            }
            case 9 -> {
                return new Step("options", run -> run.channels.stream.supportedOptions());
            }
            case 10 -> {
                int linger = choices.anyOf(-1, 1);
                return new Step("linger " + linger, run -> run.channels.stream
                        .setOption(StandardSocketOptions.SO_LINGER, linger).getOption(StandardSocketOptions.SO_LINGER));
            }
            case 11 -> {
                return new Step("as a socket", run -> run.channels.stream.socket().isClosed() + " "
                        + run.channels.stream.socket().isConnected() + run.channels.stream.socket().isInputShutdown()
                        + run.channels.stream.socket().isOutputShutdown() + run.channels.stream.socket().getSoLinger());
            }
            case 12 -> {
                return mayWait ? new Step("valid operations", run -> run.channels.stream.validOps())
                        : new Step("select to read", run -> run.channels.select(run.channels.stream, SelectionKey.OP_READ));
            }
            default -> {
                if (!blocks || closed) {
                    return new Step("read as a socket", run -> run.channels.stream.socket().getInputStream().read());
                }
                closed = true;
                return new Step("read of an interrupted thread", run -> {
                    Thread.currentThread().interrupt();
                    return ChannelEnds.orClosed(() -> run.channels.stream.read(ByteBuffer.allocate(10)));
                });
            }
        }
    }

    /** Closes the channel, and sees what the peer gets to know of it. */
    Step close() {
        boolean reset = choices.oneIn(3) && !closed && toReceive == 0; // it would overtake what is under way
        boolean heard = connected && !closed && !peerGone && toRead == 0 && !inputShutDown;
        closed = true;
        return new Step("close" + (reset ? ", linger 0" : ""), run -> {
            if (reset) {
                run.channels.stream.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            run.channels.stream.close();
            return heard ? ScriptedPeer.get(run.peer.start(run.peer::receiveToTheEnd)) : "done";
        });
    }
}
