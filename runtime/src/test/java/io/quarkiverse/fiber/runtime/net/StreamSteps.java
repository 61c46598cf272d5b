package io.quarkiverse.fiber.runtime.net;

import java.util.List;

/**
 * Operations of a connection in odd orders. It follows what there is to read and to receive, because no program may wait for
 * ever, and what a program sees must not depend on when the peer's bytes arrive.
 */
final class StreamSteps {

    private enum Peer {
        OPEN,
        HALF_CLOSED,
        CLOSED,
        RESET
    }

    /** Little enough to fit into the smallest buffers that a program sets. */
    private static final int SOME = 4_000;
    private static final int MOST_UNDERWAY = 8_000;
    /** More than two sockets take of their own accord. */
    private static final byte[] MORE_THAN_FITS = new byte[16 * 1024 * 1024];
    private static final int SHORT = 3;

    private final Choices choices;
    private Peer peer = Peer.OPEN;
    private int toRead;
    private int toReceive;
    private boolean inputShutDown;
    private boolean outputShutDown;
    private boolean closed;

    StreamSteps(Choices choices) {
        this.choices = choices;
    }

    /** The socket is closed, or was never connected. */
    void closed() {
        closed = true;
    }

    Step next() {
        return switch (choices.below(8)) {
            case 0, 1 -> read();
            case 2, 3 -> write();
            case 4, 5 -> closed ? shutDown() : ofPeer();
            case 6 -> choices.either() ? badArguments() : shutDown();
            default -> available();
        };
    }

    // --- input

    private boolean isEmpty() {
        return toRead == 0 && peer == Peer.OPEN && !inputShutDown && !closed;
    }

    private Step read() {
        if (isEmpty()) {
            return readOfNothing();
        }
        if (toRead == 0 || inputShutDown || closed) {
            return choices.either() ? new Step("read", run -> run.in().read())
                    : new Step("read to the end", run -> ScriptedPeer.readToTheEnd(run.in()));
        }
        int count = choices.upTo(toRead);
        int before = toRead;
        switch (choices.below(5)) {
            case 0 -> {
                toRead--;
                return new Step("read()", run -> run.in().read());
            }
            case 1 -> {
                toRead = 0;
                return new Step("read into " + (before + 1) + " bytes", run -> {
                    run.availableOnceThere(before);
                    return run.in().read(new byte[before + 1]);
                });
            }
            case 2 -> {
                toRead -= count;
                return Step.of("skip " + count, run -> run.in().skipNBytes(count));
            }
            default -> {
                toRead -= count;
                return new Step("read " + count, run -> run.in().readNBytes(count));
            }
        }
    }

    /** Waits. */
    private Step readOfNothing() {
        int moment = choices.below(4);
        int count = choices.upTo(SOME);
        int timeout = choices.anyOf(0, 30_000);
        switch (choices.below(9)) {
            case 0, 1 -> {
                return new Step("read, timeout", run -> {
                    run.socket.setSoTimeout(SHORT);
                    try {
                        return run.in().read();
                    } finally {
                        run.socket.setSoTimeout(0);
                    }
                });
            }
            case 2 -> {
                return urgentData(count);
            }
            case 3 -> {
                peer = Peer.HALF_CLOSED;
                return new Step("read to the end that comes in " + moment + " ms",
                        run -> run.during(moment, run.peer::halfClose,
                                () -> ScriptedPeer.readToTheEnd(run.in())));
            }
            case 4 -> {
                peer = Peer.RESET;
                toReceive = 0;
                return new Step("read during which the peer resets in " + moment + " ms",
                        run -> run.during(moment, run.peer::reset, () -> run.in().read()));
            }
            case 5 -> {
                inputShutDown = true;
                return new Step("read during which the input is shut down in " + moment + " ms",
                        run -> run.during(moment, () -> run.socket.shutdownInput(), () -> run.in().read()));
            }
            case 6 -> {
                if (choices.oneIn(3)) {
                    closed = true;
                    return new Step("read during which the socket is closed in " + moment + " ms",
                            run -> run.during(moment, () -> run.socket.close(), () -> run.in().read()));
                }
                int much = count * 50; // more would take long in the smallest buffers
                return new Step("read " + much + " while the peer sends", run -> {
                    run.socket.setSoTimeout(timeout);
                    return run.during(moment, () -> run.peer.send(much), () -> run.in().readNBytes(much));
                });
            }
            default -> {
                return new Step("read " + count + " that come in " + moment + " ms, timeout " + timeout, run -> {
                    run.socket.setSoTimeout(timeout);
                    return run.during(moment, () -> run.peer.send(count), () -> run.in().readNBytes(count));
                });
            }
        }
    }

    /** Which is in the stream only while the socket says so. */
    private Step urgentData(int count) {
        boolean inline = choices.either();
        return new Step("read urgent data and " + count + " bytes, inline " + inline, run -> {
            run.socket.setOOBInline(inline);
            return run.during(0, () -> run.peer.sendUrgentAnd(count),
                    () -> run.in().readNBytes(inline ? count + 1 : count));
        });
    }

    private Step available() {
        int expected = inputShutDown || closed ? 0 : toRead;
        return new Step("available", run -> run.availableOnceThere(expected));
    }

    // --- output

    private boolean isWritable() {
        return !closed && !outputShutDown && (peer == Peer.OPEN || peer == Peer.HALF_CLOSED);
    }

    /** Only the system knows of a reset that came after the shutdown of the output, and a channel does not ask it. */
    private boolean isBroken() {
        return peer == Peer.RESET || inputShutDown && peer == Peer.OPEN;
    }

    private Step write() {
        if (outputShutDown && isBroken() && !closed) {
            return available();
        }
        if (closed || outputShutDown) {
            return choices.either() ? Step.of("write 1", run -> run.out().write(1))
                    : Step.of("sendUrgentData", run -> run.socket.sendUrgentData(2));
        }
        if (!isWritable()) {
            return new Step("write until it fails", ProgramRun::writeUntilItFails);
        }
        int count = choices.upTo(SOME);
        if (choices.oneIn(4)) {
            return toReceive == 0 ? writeMuch(count * 500) : receive();
        }
        if (toReceive + count > MOST_UNDERWAY) {
            return receive();
        }
        if (choices.oneIn(6)) {
            toReceive++;
            return Step.of("sendUrgentData " + count, run -> run.socket.sendUrgentData(count));
        }
        if (choices.oneIn(6)) {
            toReceive++;
            return Step.of("write one byte", run -> run.out().write(count));
        }
        toReceive += count;
        return Step.of("write " + count, run -> {
            run.out().write(ScriptedPeer.data(count));
            run.out().flush();
        });
    }

    private Step writeMuch(int count) {
        int moment = choices.below(4);
        switch (choices.below(9)) {
            case 0 -> {
                closed = true;
                return new Step("write during which the socket is closed in " + moment + " ms", run -> {
                    run.socket.setSoLinger(false, 0); // or the close waits for a peer that does not receive
                    return run.during(moment, () -> run.socket.close(), () -> write(run, MORE_THAN_FITS));
                });
            }
            case 1 -> {
                outputShutDown = true;
                peer = Peer.RESET; // nobody knows how much it would get
                return new Step("write during which the output is shut down in " + moment + " ms", run -> {
                    try {
                        return run.during(moment, () -> run.socket.shutdownOutput(), () -> write(run, MORE_THAN_FITS));
                    } finally {
                        run.peer.tell(run.peer::reset);
                    }
                });
            }
            case 2 -> {
                peer = Peer.RESET;
                return new Step("write during which the peer resets in " + moment + " ms",
                        run -> run.during(moment, run.peer::reset, () -> write(run, MORE_THAN_FITS)));
            }
            default -> {
                return new Step("write " + count + " that the peer receives in " + moment + " ms",
                        run -> run.during(moment, () -> run.peer.receive(count), () -> write(run, ScriptedPeer.data(count))));
            }
        }
    }

    private static String write(ProgramRun run, byte[] bytes) throws Exception {
        run.out().write(bytes);
        return "done";
    }

    // --- the peer

    private Step receive() {
        int count = toReceive;
        toReceive = 0;
        return new Step("peer receives " + count, run -> ScriptedPeer.get(run.peer.start(() -> run.peer.receive(count))));
    }

    private Step ofPeer() {
        if (toReceive > 0 && isWritable() && choices.either()) {
            return receive();
        }
        if (peer != Peer.OPEN) {
            return available();
        }
        int count = choices.upTo(SOME);
        if (!choices.oneIn(4) && toRead + count <= MOST_UNDERWAY) {
            toRead += count;
            return Step.of("peer sends " + count, run -> run.peer.tell(() -> run.peer.send(count)));
        }
        switch (choices.below(3)) {
            case 0 -> {
                peer = Peer.HALF_CLOSED;
                return Step.of("peer half-closes", run -> run.peer.tell(run.peer::halfClose));
            }
            case 1 -> {
                peer = toReceive == 0 ? Peer.CLOSED : Peer.RESET; // as the kernel has it
                toReceive = 0;
                return Step.of("peer closes", run -> run.peer.tell(run.peer::disconnect));
            }
            default -> {
                peer = Peer.RESET;
                toReceive = 0;
                return Step.of("peer resets", run -> run.peer.tell(run.peer::reset));
            }
        }
    }

    // --- any time

    private Step badArguments() {
        return switch (choices.below(8)) {
            case 0 -> new Step("read null", run -> run.in().read(null));
            case 1 -> new Step("read outside", run -> run.in().read(new byte[2], 1, 2));
            case 2 -> new Step("read nothing", run -> run.in().read(new byte[0]));
            case 3 -> Step.of("write null", run -> run.out().write(null));
            case 4 -> Step.of("write outside", run -> run.out().write(new byte[2], -1, 2));
            case 5 -> Step.of("write nothing", run -> run.out().write(new byte[0]));
            case 6 -> new Step("mark", run -> {
                run.in().mark(1);
                run.in().reset();
                return run.in().markSupported();
            });
            default -> Step.of("connect again", run -> run.socket.connect(run.peer.address()));
        };
    }

    private Step shutDown() {
        switch (choices.below(5)) {
            case 0 -> {
                inputShutDown = true;
                return Step.of("shutdownInput", run -> run.socket.shutdownInput());
            }
            case 1 -> {
                outputShutDown = true;
                return Step.of("shutdownOutput", run -> run.socket.shutdownOutput());
            }
            case 2 -> {
                return Step.of("getInputStream", run -> run.socket.getInputStream());
            }
            case 3 -> {
                return Step.of("getOutputStream", run -> run.socket.getOutputStream());
            }
            default -> {
                return Step.of("bind again", run -> run.socket.bind(null));
            }
        }
    }

    /** Closes the socket, and sees what the peer gets to know of it. */
    void close(List<Step> steps) {
        if (toReceive > 0 && !closed && peer != Peer.RESET && peer != Peer.CLOSED) {
            steps.add(receive()); // a reset would overtake what is still under way
        }
        steps.add(switch (choices.below(6)) {
            case 0 -> Step.of("close the input", run -> run.in().close());
            case 1 -> Step.of("close the output", run -> run.out().close());
            case 2 -> Step.of("linger 0, close", run -> {
                run.socket.setSoLinger(true, 0);
                run.socket.close();
            });
            case 3 -> Step.of("linger 1, close", run -> {
                run.socket.setSoLinger(true, 1);
                run.socket.close();
            });
            default -> Step.of("close", run -> run.socket.close());
        });
        if (!closed && (peer == Peer.OPEN || peer == Peer.HALF_CLOSED)) {
            steps.add(new Step("peer receives to the end", run -> ScriptedPeer.get(run.peer.start(run.peer::receiveToTheEnd))));
        }
        closed = true;
    }
}
