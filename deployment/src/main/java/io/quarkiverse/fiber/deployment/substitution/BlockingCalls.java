package io.quarkiverse.fiber.deployment.substitution;

import java.lang.foreign.Linker;
import java.net.InetAddress;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.rmi.Naming;
import java.rmi.registry.Registry;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

import javax.management.remote.JMXConnectorFactory;
import javax.naming.InitialContext;

import org.objectweb.asm.Type;

/**
 * Members of the JDK that wait in a way that no hook helps with, and what to do about it. A call that has a hook is none of
 * them, whatever is said here.
 */
final class BlockingCalls {

    private static final String CONSTRUCTOR = "<init>";

    private static final String DEDICATED = "; run it on a group of its own, @Hooked(\"dedicated\")";
    private static final String NATIVE = "what native methods wait for keeps the event loop: call them on a group of their"
            + " own, @Hooked(\"dedicated\")";
    private static final String OWN_SOCKETS = "the JDK opens the socket itself: a fiber parks there, but without the limits of"
            + " quarkus.fiber.io and quarkus.fiber.targets: ";

    /**
     * @param names of methods with any parameters
     */
    private record Waiting(Class<?> owner, String advice, String... names) {
    }

    private static final List<Waiting> TABLE = List.of(
            new Waiting(Files.class, "reads directories in the JDK's own code and keeps the event loop: use Files.walk(...)"
                    + DEDICATED, "walkFileTree"),
            new Waiting(MappedByteBuffer.class, "waits for the disk and keeps the event loop" + DEDICATED, "force", "load"),
            new Waiting(ZipFile.class, "reads the file in the JDK's own code and keeps the event loop" + DEDICATED,
                    CONSTRUCTOR),
            new Waiting(JarFile.class, "reads the file in the JDK's own code and keeps the event loop" + DEDICATED,
                    CONSTRUCTOR),
            new Waiting(InetAddress.class, "waits for the answer in the system and keeps the event loop: connect a Socket with"
                    + " a timeout" + DEDICATED, "isReachable"),
            new Waiting(SecureRandom.class, "may wait for the system's entropy and keep the event loop: use new SecureRandom()",
                    "getInstanceStrong", "generateSeed"),
            new Waiting(System.class, NATIVE, "load", "loadLibrary"),
            new Waiting(Runtime.class, NATIVE, "load", "loadLibrary"),
            new Waiting(Linker.class, NATIVE, "downcallHandle"),
            new Waiting(InitialContext.class, OWN_SOCKETS + "make an InitialDirContext with an environment", "doLookup"),
            new Waiting(Naming.class, OWN_SOCKETS + "set sun.rmi.transport.tcp.responseTimeout", "lookup"),
            new Waiting(Registry.class, OWN_SOCKETS + "set sun.rmi.transport.tcp.responseTimeout", "lookup", "list"),
            new Waiting(JMXConnectorFactory.class, OWN_SOCKETS + "set sun.rmi.transport.tcp.responseTimeout", "connect"));

    private static final Map<String, Map<String, String>> ADVICE = new HashMap<>();

    static {
        for (Waiting waiting : TABLE) {
            Map<String, String> names = ADVICE.computeIfAbsent(Type.getInternalName(waiting.owner()), owner -> new HashMap<>());
            for (String name : waiting.names()) {
                names.put(name, waiting.advice());
            }
        }
    }

    private BlockingCalls() {
    }

    /**
     * Null of a member that does not wait.
     *
     * @param owner an internal name
     */
    static String advice(String owner, String name) {
        return ADVICE.getOrDefault(owner, Map.of()).get(name);
    }

    /** By internal names of classes, the names of the members. */
    static Map<String, Map<String, String>> all() {
        return ADVICE;
    }
}
