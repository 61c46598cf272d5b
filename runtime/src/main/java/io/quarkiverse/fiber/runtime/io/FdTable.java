package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.fiber.FdInfo;

/** All hooked descriptors that are open, and the loops at which they may wait. */
public final class FdTable {

    private final Set<Fd> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final List<Readiness> homes = new CopyOnWriteArrayList<>();

    /** Enters a channel, which has to be in non-blocking mode. */
    Fd add(SelectableChannel channel, FdLimits limits) {
        Fd fd = new Fd(this, ids.incrementAndGet(), channel, limits);
        open.add(fd);
        return fd;
    }

    void remove(Fd fd) {
        open.remove(fd);
    }

    void add(Readiness home) {
        homes.add(home);
    }

    Collection<Readiness> homes() {
        return homes;
    }

    /** What is open just now, in the order in which it was opened. */
    public List<FdInfo> describe() {
        List<FdInfo> infos = new ArrayList<>();
        for (Fd fd : open) {
            infos.add(fd.info());
        }
        infos.sort(Comparator.comparingLong(FdInfo::id));
        return infos;
    }
}
