package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The elements of a lazy stream of directory entries, which reads directories while it goes: many at a time are fetched
 * elsewhere, as far as there are any, and a failure comes behind those that were before it.
 */
final class PathBatches<T> extends AbstractSpliterator<T> {

    private static final int BATCH = 64;

    private final Lane lane;
    private final String what;
    private final Spliterator<T> all;
    private final Queue<T> fetched = new ArrayDeque<>(BATCH);
    private boolean ended;
    private Throwable failure;

    private PathBatches(Lane lane, String what, Spliterator<T> all) {
        super(Long.MAX_VALUE, all.characteristics());
        this.lane = lane;
        this.what = what;
        this.all = all;
    }

    static <T> Stream<T> of(Lane lane, String what, Stream<T> all) {
        return StreamSupport.stream(new PathBatches<>(lane, what, all.spliterator()), false).onClose(all::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (fetched.isEmpty() && !ended) {
            fetch();
        }
        T next = fetched.poll();
        if (next != null) {
            action.accept(next);
            return true;
        }
        switch (failure) {
            case null -> {
                return false;
            }
            case RuntimeException e -> throw e;
            default -> throw (Error) failure;
        }
    }

    private void fetch() {
        try {
            lane.call(what, () -> {
                try {
                    while (fetched.size() < BATCH && !ended) {
                        ended = !all.tryAdvance(fetched::add);
                    }
                } catch (RuntimeException | Error e) {
                    ended = true;
                    failure = e;
                }
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
