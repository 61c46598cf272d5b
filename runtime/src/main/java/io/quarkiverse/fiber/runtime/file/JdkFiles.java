package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

import org.jboss.logging.Logger;

/** The only class that knows the JDK's private file API, as it is in JDK 25: it tells the descriptors of channels. */
final class JdkFiles {

    private static final Logger LOG = Logger.getLogger(JdkFiles.class);

    private static final VarHandle DESCRIPTOR = field("sun.nio.ch.FileChannelImpl", "fd", FileDescriptor.class);
    private static final VarHandle CHANNEL = field("sun.nio.ch.ChannelInputStream", "ch", ReadableByteChannel.class);

    private JdkFiles() {
    }

    private static VarHandle field(String className, String name, Class<?> type) {
        try {
            Class<?> owner = Class.forName(className);
            Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
            return lookup.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf(e, "Reads of such channels are all made elsewhere");
            return null;
        }
    }

    private static boolean has(VarHandle field, Object object) {
        return field != null && field.coordinateTypes().getFirst().isInstance(object);
    }

    /** Null if it cannot be told, here as below. */
    static FileDescriptor descriptorOf(FileChannel channel) {
        return has(DESCRIPTOR, channel) ? (FileDescriptor) DESCRIPTOR.get(channel) : null;
    }

    static FileDescriptor descriptorOf(InputStream in) {
        return has(CHANNEL, in) && CHANNEL.get(in) instanceof FileChannel channel ? descriptorOf(channel) : null;
    }
}
