package io.quarkiverse.fiber.runtime.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the steps of a program: how its socket comes to be, what happens to the connection, and what is still asked after.
 */
final class ProgramWriter {

    private static final int MOST_BEFORE = 5;
    private static final int MOST_BETWEEN = 14;
    private static final int MOST_AFTER = 4;
    private static final int MOST_OF_OTHERS = 40;

    private final Choices choices;
    private final OptionSteps options;
    private final StreamSteps streams;
    private final List<Step> steps = new ArrayList<>();

    ProgramWriter(long seed) {
        choices = new Choices(seed);
        options = new OptionSteps(choices);
        streams = new StreamSteps(choices);
    }

    List<Step> write() {
        switch (choices.below(5)) {
            case 0 -> acceptIt();
            case 1 -> constructIt();
            default -> connectIt();
        }
        return steps;
    }

    List<Step> writeDatagrams() {
        DatagramSteps datagrams = new DatagramSteps(choices);
        for (int end = 0; end < DatagramEnds.COUNT; end++) {
            steps.add(datagrams.open(end));
        }
        for (int i = choices.upTo(MOST_OF_OTHERS); i > 0; i--) {
            steps.add(datagrams.next());
        }
        return steps;
    }

    List<Step> writeChannels() {
        switch (choices.below(5)) {
            case 0 -> {
                PipeSteps pipes = new PipeSteps(choices);
                steps.add(pipes.open());
                for (int i = choices.upTo(MOST_OF_OTHERS); i > 0; i--) {
                    steps.add(pipes.next());
                }
            }
            case 1, 2 -> {
                DatagramChannelSteps datagrams = new DatagramChannelSteps(choices);
                steps.add(datagrams.open());
                for (int i = choices.upTo(MOST_OF_OTHERS); i > 0; i--) {
                    steps.add(datagrams.next());
                }
            }
            default -> {
                ChannelSteps channels = new ChannelSteps(choices);
                channels.open(steps);
                for (int i = choices.upTo(MOST_BETWEEN); i > 0 && !channels.isClosed(); i--) {
                    steps.add(channels.next());
                }
                steps.add(channels.close());
                for (int i = choices.below(MOST_AFTER); i > 0; i--) {
                    steps.add(channels.next());
                }
            }
        }
        return steps;
    }

    private void constructIt() {
        ConnectSteps connects = new ConnectSteps(choices);
        steps.add(connects.construct());
        if (connects.isConnected()) {
            use();
        }
    }

    private void connectIt() {
        ConnectSteps connects = new ConnectSteps(choices);
        steps.add(connects.open());
        for (int i = choices.below(MOST_BEFORE); i > 0; i--) {
            steps.add(choices.either() ? options.ofSocket() : connects.beforeConnect());
        }
        steps.add(connects.connect());
        if (connects.isConnected()) {
            use();
        } else {
            after();
        }
    }

    private void acceptIt() {
        ListenerSteps listeners = new ListenerSteps(choices);
        steps.add(listeners.open());
        for (int i = choices.below(MOST_BEFORE); i > 0; i--) {
            steps.add(choices.either() ? options.ofListener() : listeners.beforeAccept());
        }
        steps.add(listeners.bind());
        for (int i = choices.below(MOST_BEFORE); i > 0; i--) {
            steps.add(choices.either() ? options.ofListener() : listeners.whileBound());
        }
        if (choices.oneIn(4)) {
            steps.add(listeners.close());
        } else {
            steps.add(listeners.accept());
            use();
        }
        for (int i = choices.below(MOST_AFTER); i > 0; i--) {
            steps.add(choices.either() ? options.ofListener() : listeners.anyTime());
        }
    }

    private void use() {
        steps.add(Step.of("take the streams", run -> {
            run.in();
            run.out();
        }));
        for (int i = choices.below(MOST_BETWEEN); i > 0; i--) {
            steps.add(choices.oneIn(4) ? options.ofSocket() : streams.next());
        }
        if (choices.oneIn(4)) {
            return; // left open
        }
        streams.close(steps);
        after();
    }

    private void after() {
        streams.closed();
        for (int i = choices.below(MOST_AFTER); i > 0; i--) {
            steps.add(choices.either() ? options.ofSocket() : streams.next());
        }
    }
}
