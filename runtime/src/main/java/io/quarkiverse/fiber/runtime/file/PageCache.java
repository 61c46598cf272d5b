package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jboss.logging.Logger;

/**
 * Reads what the kernel has in memory, and nothing else: {@code preadv2(2)} with {@code RWF_NOWAIT}. The only class that knows
 * the system's API. Where the system has no such call, or the JVM does not let in native calls, {@link #available} is false and
 * one line of the log says why.
 */
final class PageCache {

    private static final Logger LOG = Logger.getLogger(PageCache.class);

    /** The most that one call reads. */
    static final int MOST = 64 * 1024;

    /** A read would have to wait, or fails: an ordinary one tells. */
    static final int NOT_NOW = -1;
    /** The file system does not know of such reads. */
    static final int NEVER = -2;

    private static final int RWF_NOWAIT = 8;
    private static final int EAGAIN = 11;

    /** The file's own position, which the read moves. */
    static final long FROM_THE_POSITION = -1;

    private static final MemoryLayout ERRORS = Linker.Option.captureStateLayout();
    private static final long ERRNO = ERRORS.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle PREADV2 = preadv2();

    /** Those that nobody uses right now: at most one for each carrier, for no fiber parks between take and return. */
    private static final ConcurrentLinkedQueue<Memory> MEMORY = new ConcurrentLinkedQueue<>();

    /**
     * The linker takes long, and so does a first call: for the thread that opens the first file, which is no carrier unless a
     * fiber makes a stream of a descriptor.
     */
    static {
        if (available()) {
            new Memory().read(-1, 0, MemorySegment.ofArray(new byte[1]));
        }
    }

    private PageCache() {
    }

    private static MethodHandle preadv2() {
        if (!JdkFiles.tellsNumbers()) {
            return null;
        }
        if (!PageCache.class.getModule().isNativeAccessEnabled()) {
            reportMissing("native calls are not enabled (run with --enable-native-access=ALL-UNNAMED)");
            return null;
        }
        Linker linker = Linker.nativeLinker();
        boolean known = System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        MemorySegment function = known ? linker.defaultLookup().find("preadv2").orElse(null) : null;
        if (function == null) {
            reportMissing("this system has no preadv2");
            return null;
        }
        return linker.downcallHandle(function,
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    private static void reportMissing(String why) {
        LOG.infof("Each read of a file on a fiber is made by another thread, also of what the kernel has in memory, because %s",
                why);
    }

    static boolean available() {
        return PREADV2 != null;
    }

    /**
     * Where {@link #available}.
     *
     * @param position of the first byte in the file, or {@link #FROM_THE_POSITION}
     * @return the number of bytes, 0 at the end; {@link #NOT_NOW} or {@link #NEVER}
     */
    static int read(FileDescriptor descriptor, long position, MemorySegment target) {
        Memory free = MEMORY.poll();
        Memory memory = free == null ? new Memory() : free;
        try {
            return memory.read(JdkFiles.numberOf(descriptor), position, target);
        } finally {
            MEMORY.add(memory);
        }
    }

    /** What a call needs outside of the heap; freed with this object. */
    private static final class Memory {

        private final Arena arena = Arena.ofAuto();
        private final MemorySegment bytes = arena.allocate(MOST);
        private final MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, 2);
        private final MemorySegment errors = arena.allocate(ERRORS);

        private int read(int descriptor, long position, MemorySegment target) {
            vector.setAtIndex(ValueLayout.ADDRESS, 0, bytes);
            vector.setAtIndex(ValueLayout.JAVA_LONG, 1, Math.min(target.byteSize(), MOST));
            int count;
            try {
                count = (int) (long) PREADV2.invokeExact(errors, descriptor, vector, 1, position, RWF_NOWAIT);
            } catch (Throwable e) {
                throw new IllegalStateException("A system call throws nothing", e);
            }
            if (count >= 0) {
                MemorySegment.copy(bytes, 0, target, 0, count);
                return count;
            }
            return errors.get(ValueLayout.JAVA_INT, ERRNO) == EAGAIN ? NOT_NOW : NEVER;
        }
    }
}
