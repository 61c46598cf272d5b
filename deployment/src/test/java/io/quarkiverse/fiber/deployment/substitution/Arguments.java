package io.quarkiverse.fiber.deployment.substitution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

import org.objectweb.asm.Type;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Call;
import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** What members can be called with, so that the call ends soon; a listener takes the connections that calls make. */
final class Arguments implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket listener;
    private final Selector selector = Selector.open();
    /** A channel of each call: it may be closed with what the call answers. */
    private final List<SelectableChannel> channels = new ArrayList<>();
    private final FileArguments files = new FileArguments();

    Arguments() throws IOException {
        listener = new ServerSocket(0, 50, LOOPBACK);
        Thread.ofPlatform().daemon().start(this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (IOException e) {
            // closed: no more calls
        }
    }

    /** With the object that an instance method is called on as the first. */
    List<Object> of(Member member) throws Exception {
        List<Object> arguments = new ArrayList<>();
        if (member.call() == Call.INSTANCE) {
            arguments.add(receiver(member));
        }
        boolean connected = false;
        Object before = null;
        for (Type type : Type.getArgumentTypes(member.descriptor())) {
            Object argument = files.isFor(member) ? files.of(member, type, arguments) : switch (type.getClassName()) {
                case "int" -> {
                    boolean target = !connected && (before instanceof String || before instanceof InetAddress);
                    connected |= target;
                    yield target ? listener.getLocalPort() : 0;
                }
                case "boolean" -> true;
                case "long" -> 1L;
                case "double" -> 1.5;
                case "java.lang.String" -> "localhost";
                case "java.net.InetAddress" -> LOOPBACK;
                case "java.net.SocketAddress" -> new InetSocketAddress(LOOPBACK,
                        member.owner().endsWith("Channel") ? listener.getLocalPort() : 0);
                case "java.net.Proxy" -> Proxy.NO_PROXY;
                case "java.net.ProtocolFamily" -> StandardProtocolFamily.INET;
                case "java.nio.channels.Selector" -> selector;
                case "java.nio.channels.ReadableByteChannel" -> Channels.newChannel(InputStream.nullInputStream());
                case "java.nio.channels.WritableByteChannel" -> Channels.newChannel(OutputStream.nullOutputStream());
                case "java.lang.Object" -> "attached";
                case "java.time.Duration" -> Duration.ofMillis(1);
                case "javax.net.ssl.SSLSocketFactory" -> SSLSocketFactory.getDefault();
                case "java.util.Hashtable" -> new Hashtable<>();
                case "javax.naming.ldap.Control[]" -> null;
                case "java.lang.Class[]" -> new Class<?>[] { Object.class };
                default -> throw new AssertionError("Which argument does " + member + " take?");
            };
            arguments.add(argument);
            before = argument;
        }
        return arguments;
    }

    private Object receiver(Member member) throws Exception {
        return files.isFor(member) ? files.receiver(member) : switch (member.owner()) {
            case "java/util/concurrent/TimeUnit" -> TimeUnit.MILLISECONDS;
            case "javax/net/SocketFactory" -> SocketFactory.getDefault();
            case "javax/net/ssl/SSLContext" -> SSLContext.getDefault();
            case "java/net/URL" -> URI.create("file:/").toURL();
            case "java/net/URLConnection" -> URI.create("file:/").toURL().openConnection();
            case "javax/net/ssl/HttpsURLConnection" -> URI.create("https://localhost/").toURL().openConnection();
            case "java/nio/channels/SelectableChannel", "java/nio/channels/spi/AbstractSelectableChannel" -> channel();
            case "java/nio/channels/SelectionKey" -> channel().register(selector, 0);
            case "io/quarkiverse/fiber/deployment/substitution/Samples$Base" -> new Samples.Base();
            case "io/quarkiverse/fiber/deployment/substitution/Samples$Named" -> (Samples.Named) () -> "name";
            default -> throw new AssertionError("What is " + member + " to be called on?");
        };
    }

    private SelectableChannel channel() throws IOException {
        SelectableChannel channel = DatagramChannel.open().configureBlocking(false);
        channels.add(channel);
        return channel;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SelectableChannel channel : channels) {
            channel.close();
        }
        selector.close();
        files.close();
    }
}
