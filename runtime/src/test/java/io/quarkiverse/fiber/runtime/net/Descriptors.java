package io.quarkiverse.fiber.runtime.net;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;

import com.sun.management.UnixOperatingSystemMXBean;

/** What a test can know of the system's descriptors. */
final class Descriptors {

    private static final UnixOperatingSystemMXBean SYSTEM = (UnixOperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private Descriptors() {
    }

    /** How many the process has open. */
    static long count() {
        return SYSTEM.getOpenFileDescriptorCount();
    }

    static int numberOf(Socket hooked) throws ReflectiveOperationException {
        Method number = Class.forName("sun.nio.ch.SelChImpl").getDeclaredMethod("getFDVal");
        number.setAccessible(true);
        return (int) number.invoke(valueOf("channel", valueOf("impl", hooked)));
    }

    private static Object valueOf(String name, Object holder) throws ReflectiveOperationException {
        Field field = holder.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }

    /** Reads what the number stands for just now, as a program in C does; -1 if there is nothing. */
    static int readFrom(int number) throws ReflectiveOperationException {
        Method named = Class.forName("sun.nio.ch.IOUtil").getDeclaredMethod("newFD", int.class);
        named.setAccessible(true);
        try {
            return new FileInputStream((FileDescriptor) named.invoke(null, number)).read();
        } catch (IOException e) {
            return -1;
        }
    }
}
