package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * The only class that knows the JDK's private file API, as it is in JDK 25: it tells the descriptors of channels, and their
 * numbers. What it cannot tell is null or -1, and one line of the log says why.
 */
final class JdkFiles {

    private static final Logger LOG = Logger.getLogger(JdkFiles.class);

    /** Written while the class is initialised: where the JDK lets nobody in, all that follows is missing too. */
    private static boolean reported;

    private static final VarHandle DESCRIPTOR = field("sun.nio.ch.FileChannelImpl", "fd", FileDescriptor.class);
    private static final VarHandle CHANNEL = field("sun.nio.ch.ChannelInputStream", "ch", ReadableByteChannel.class);

    private static final MethodHandle NUMBER = number();

    private JdkFiles() {
    }

    private static VarHandle field(String className, String name, Class<?> type) {
        try {
            Lookup lookup = lookup(className);
            return lookup.findVarHandle(lookup.lookupClass(), name, type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            reportMissing(className + "." + name, e);
            return null;
        }
    }

    private static MethodHandle number() {
        String className = "sun.nio.ch.IOUtil";
        try {
            Lookup lookup = lookup(className);
            return lookup.findStatic(lookup.lookupClass(), "fdVal", MethodType.methodType(int.class, FileDescriptor.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            reportMissing(className + ".fdVal", e);
            return null;
        }
    }

    private static Lookup lookup(String className) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(Class.forName(className), MethodHandles.lookup());
    }

    private static void reportMissing(String member, Exception cause) {
        LOG.logf(reported ? Level.DEBUG : Level.INFO,
                "Each read of a file on a fiber is made by another thread, also of what the kernel has in memory, because the JDK"
                        + " does not let quarkus-fiber use %s (run with --add-opens=java.base/sun.nio.ch=ALL-UNNAMED on JDK 25): %s",
                member, cause);
        reported = true;
    }

    private static boolean has(VarHandle field, Object object) {
        return field != null && field.coordinateTypes().getFirst().isInstance(object);
    }

    static FileDescriptor descriptorOf(FileChannel channel) {
        return has(DESCRIPTOR, channel) ? (FileDescriptor) DESCRIPTOR.get(channel) : null;
    }

    static FileDescriptor descriptorOf(InputStream in) {
        return has(CHANNEL, in) && CHANNEL.get(in) instanceof FileChannel channel ? descriptorOf(channel) : null;
    }

    static boolean tellsNumbers() {
        return NUMBER != null;
    }

    /** -1 also if it is closed. */
    static int numberOf(FileDescriptor descriptor) {
        if (NUMBER == null) {
            return -1;
        }
        try {
            return (int) NUMBER.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no exception here", e);
        }
    }
}
