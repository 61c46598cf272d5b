package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Console;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.lang.reflect.Constructor;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;

import io.quarkiverse.fiber.runtime.hook.HooksOf;

class HookTableTest {

    @ParameterizedTest
    @ValueSource(classes = { Socket.class, ServerSocket.class, DatagramSocket.class, MulticastSocket.class,
            FileInputStream.class,
            FileOutputStream.class, FileReader.class, FileWriter.class, RandomAccessFile.class })
    void everyPublicConstructorHasAHook(Class<?> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            assertNotNull(HookTable.INSTANCE.ofConstructor(Type.getInternalName(type),
                    Type.getConstructorDescriptor(constructor)), constructor.toString());
        }
    }

    @Test
    void everySleepHasAHook() {
        Arrays.stream(Thread.class.getMethods()).filter(method -> method.getName().equals("sleep")).forEach(
                sleep -> assertNotNull(
                        HookTable.INSTANCE.ofStatic("java/lang/Thread", "sleep", Type.getMethodDescriptor(sleep))));
        assertNotNull(HookTable.INSTANCE.ofInstance("java/util/concurrent/TimeUnit", "sleep", "(J)V"));
    }

    @ParameterizedTest
    @ValueSource(classes = { SocketChannel.class, ServerSocketChannel.class, DatagramChannel.class, Pipe.class })
    void everyOpenHasAHook(Class<?> type) {
        Arrays.stream(type.getMethods()).filter(method -> method.getName().equals("open")).forEach(open -> assertNotNull(
                HookTable.INSTANCE.ofStatic(Type.getInternalName(type), "open", Type.getMethodDescriptor(open)),
                open.toString()));
    }

    @Test
    void everyReadOfAConsoleHasAHook() {
        Arrays.stream(Console.class.getMethods()).filter(method -> method.getName().startsWith("read")
                && !method.getName().equals("reader")).forEach(read -> assertNotNull(
                        HookTable.INSTANCE.ofInstance(
                                "java/io/Console", read.getName(), Type.getMethodDescriptor(read)),
                        read.toString()));
    }

    @Test
    void protectedConstructorHasNone() {
        assertNull(HookTable.INSTANCE.ofConstructor("java/net/Socket",
                Type.getMethodDescriptor(Type.VOID_TYPE, Type.getType(SocketImpl.class))));
    }

    @HooksOf(Socket.class)
    public static final class NoSuchMethod {
        public static void shutdown(Socket socket) {
        }
    }

    @HooksOf(Socket.class)
    public static final class OtherReturnType {
        public static long getPort(Socket socket) {
            return 0;
        }
    }

    @HooksOf(Socket.class)
    public static final class NoSuchConstructor {
        public static Socket create(double port) {
            return null;
        }
    }

    @HooksOf(Thread.class)
    public static final class InstanceForStatic {
        public static void sleep(Thread thread, long millis) {
        }
    }

    @ParameterizedTest
    @ValueSource(classes = { NoSuchMethod.class, OtherReturnType.class, NoSuchConstructor.class, InstanceForStatic.class })
    void hookThatStandsForNothingIsRejected(Class<?> hooks) {
        IllegalArgumentException rejected = assertThrows(IllegalArgumentException.class, () -> new HookTable(List.of(hooks)));
        assertTrue(rejected.getMessage().contains(hooks.getSimpleName()), rejected.getMessage());
    }
}
