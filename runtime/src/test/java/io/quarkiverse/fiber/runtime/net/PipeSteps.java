package io.quarkiverse.fiber.runtime.net;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Operations of both ends of a pipe in odd orders; it follows what is in the pipe. */
final class PipeSteps {

    private static final int MOST_IN_IT = 30_000;

    private final Choices choices;
    private int inIt;
    private boolean sourceClosed;
    private boolean sinkClosed;
    private boolean sourceBlocks = true;
    private boolean sinkBlocks = true;

    PipeSteps(Choices choices) {
        this.choices = choices;
    }

    Step open() {
        return Step.of("Pipe.open()", run -> {
            var pipe = run.channels.maker.pipe();
            run.channels.source = pipe.source();
            run.channels.sink = pipe.sink();
        });
    }

    Step next() {
        return switch (choices.below(8)) {
            case 0, 1, 2 -> write();
            case 3, 4, 5 -> read();
            case 6 -> mode();
            default -> odd();
        };
    }

    private Step write() {
        int count = choices.upTo(4_000);
        if (sinkClosed || sourceClosed) {
            return new Step("write to a closed pipe", run -> run.channels.sink.write(ByteBuffer.allocate(count)));
        }
        if (inIt + count > MOST_IN_IT) {
            return read();
        }
        inIt += count;
        if (choices.either()) {
            return new Step("write " + count, run -> run.channels.sink.write(ByteBuffer.wrap(ScriptedPeer.data(count))));
        }
        int part = count / 2;
        return new Step("write " + part + " and the rest of " + count, run -> {
            ByteBuffer all = ByteBuffer.wrap(ScriptedPeer.data(count));
            return run.channels.sink.write(new ByteBuffer[] { all.slice(0, part), all.slice(part, count - part) });
        });
    }

    private Step read() {
        if (sourceClosed || inIt == 0 && (sinkClosed || !sourceBlocks)) {
            return new Step("read", run -> run.channels.source.read(ByteBuffer.allocate(10)));
        }
        int moment = choices.below(4);
        if (inIt == 0) {
            int count = choices.upTo(4_000);
            boolean much = choices.oneIn(3) && sinkBlocks;
            int all = much ? count * 100 : count;
            switch (choices.below(5)) {
                case 0 -> {
                    sinkClosed = true;
                    return new Step("read during which the sink is closed in " + moment + " ms", run -> run.during(moment,
                            () -> run.channels.sink.close(), () -> run.channels.source.read(ByteBuffer.allocate(10))));
                }
                case 1 -> {
                    sourceClosed = true;
                    return new Step("read during which the source is closed in " + moment + " ms",
                            run -> run.during(moment, () -> run.channels.source.close(), () -> ChannelEnds
                                    .orClosed(() -> run.channels.source.read(ByteBuffer.allocate(10)))));
                }
                case 2 -> {
                    sourceClosed = true;
                    return new Step("read during which the thread is interrupted in " + moment + " ms", run -> {
                        Thread reader = Thread.currentThread();
                        return run.during(moment, reader::interrupt, () -> ChannelEnds
                                .orClosed(() -> run.channels.source.read(ByteBuffer.allocate(10))));
                    });
                }
                default -> {
                    return new Step("read " + all + " that are written in " + moment + " ms",
                            run -> run.during(moment, () -> run.channels.sink.write(ByteBuffer.wrap(ScriptedPeer.data(all))),
                                    () -> ChannelEnds.readFully(run.channels.source, all)));
                }
            }
        }
        int count = choices.upTo(inIt);
        inIt -= count;
        return choices.either() ? new Step("read " + count, run -> ChannelEnds.readFully(run.channels.source, count))
                : new Step("scatter " + count, run -> ChannelEnds.scatterFully(run.channels.source, count));
    }

    private Step mode() {
        boolean block = !choices.oneIn(3);
        if (choices.either()) {
            sourceBlocks = block;
            return new Step("source blocking " + block,
                    run -> run.channels.source.configureBlocking(block).isBlocking());
        }
        sinkBlocks = block;
        return new Step("sink blocking " + block, run -> run.channels.sink.configureBlocking(block).isBlocking());
    }

    private Step odd() {
        switch (choices.below(7)) {
            case 0 -> {
                sourceClosed = true;
                return Step.of("close the source", run -> run.channels.source.close());
            }
            case 1 -> {
                sinkClosed = true;
                return Step.of("close the sink", run -> run.channels.sink.close());
            }
            case 2 -> {
                return new Step("read into nothing", run -> run.channels.source.read(ByteBuffer.allocate(0)));
            }
            case 3 -> {
                return new Step("read into what cannot be written",
                        run -> run.channels.source.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            }
            case 4 -> {
                return new Step("write nothing", run -> run.channels.sink.write(ByteBuffer.allocate(0)));
            }
            case 5 -> {
                return inIt > 0 || sinkClosed || sourceClosed
                        ? new Step("select the source",
                                run -> run.channels.select(run.channels.source, SelectionKey.OP_READ))
                        : new Step("valid operations", run -> run.channels.source.validOps());
            }
            default -> {
                return new Step("select the sink", run -> run.channels.select(run.channels.sink, SelectionKey.OP_WRITE));
            }
        }
    }
}
