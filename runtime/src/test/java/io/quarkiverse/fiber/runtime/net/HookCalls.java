package io.quarkiverse.fiber.runtime.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.naming.Context;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.hook.AbstractSelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.ChannelsHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramChannelHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramSocketHooks;
import io.quarkiverse.fiber.runtime.hook.HooksOf;
import io.quarkiverse.fiber.runtime.hook.HttpsURLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.InitialContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialDirContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialLdapContextHooks;
import io.quarkiverse.fiber.runtime.hook.MulticastSocketHooks;
import io.quarkiverse.fiber.runtime.hook.PipeHooks;
import io.quarkiverse.fiber.runtime.hook.SSLContextHooks;
import io.quarkiverse.fiber.runtime.hook.SSLServerSocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SelectionKeyHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketHooks;
import io.quarkiverse.fiber.runtime.hook.SocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SocketHooks;
import io.quarkiverse.fiber.runtime.hook.ThreadHooks;
import io.quarkiverse.fiber.runtime.hook.TimeUnitHooks;
import io.quarkiverse.fiber.runtime.hook.URLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.URLHooks;

/** Calls of hooks with all kinds of arguments, each beside the JDK's call that it stands for: {@link HooksOf} says which. */
final class HookCalls implements AutoCloseable {

    private static final List<Class<?>> HOOKS = List.of(ThreadHooks.class, TimeUnitHooks.class, SocketHooks.class,
            ServerSocketHooks.class, SocketFactoryHooks.class, DatagramSocketHooks.class, MulticastSocketHooks.class,
            ServerSocketFactoryHooks.class, SSLServerSocketFactoryHooks.class, SSLContextHooks.class,
            URLHooks.class, URLConnectionHooks.class, HttpsURLConnectionHooks.class, InitialContextHooks.class,
            InitialDirContextHooks.class, InitialLdapContextHooks.class,
            SocketChannelHooks.class, ServerSocketChannelHooks.class, DatagramChannelHooks.class, PipeHooks.class,
            ChannelsHooks.class, SelectableChannelHooks.class, AbstractSelectableChannelHooks.class, SelectionKeyHooks.class);

    /** With room for the connections of threads that are interrupted: nobody accepts them. */
    private final ServerSocket listener = new ServerSocket(0, 500, HookedIo.LOOPBACK);
    private final int port = listener.getLocalPort();
    private final int refused = portThatNobodyHas();

    /** Whose port nobody else gets. */
    private final DatagramSocket datagrams = new DatagramSocket(0, HookedIo.LOOPBACK);
    private final SSLContext context = SSLContext.getDefault();

    private final Selector selector = Selector.open();
    private final DatagramChannel registered = DatagramChannel.open();
    private final DatagramChannel blocking = DatagramChannel.open();
    private final ReadableByteChannel readable = Channels.newChannel(InputStream.nullInputStream());
    private final WritableByteChannel writable = Channels.newChannel(OutputStream.nullOutputStream());
    private final SelectionKey key = registered.configureBlocking(false).register(selector, SelectionKey.OP_READ);

    HookCalls() throws Exception {
    }

    record Call(String text, Callable<Object> hook, Callable<Object> jdk) {
    }

    static List<String> signatures() {
        return hooks().map(HookCalls::signature).toList();
    }

    private static Stream<Method> hooks() {
        return HOOKS.stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    private static String signature(Method hook) {
        String jdk = hook.getDeclaringClass().getAnnotation(HooksOf.class).value().getSimpleName();
        return jdk + "." + hook.getName()
                + Arrays.stream(hook.getParameterTypes()).map(Class::getSimpleName).toList() + " with ";
    }

    List<Call> all() {
        Map<String, List<Object[]>> arguments = arguments();
        List<Call> calls = new ArrayList<>();
        hooks().forEach(hook -> {
            for (Object[] values : arguments.getOrDefault(signature(hook), List.of())) {
                calls.add(new Call(signature(hook) + Arrays.toString(values), () -> hook.invoke(null, values),
                        () -> callJdk(hook, values)));
            }
        });
        addFactory(calls, "Socket", SocketFactory.class, SocketFactoryHooks.getDefault(), SocketFactory.getDefault());
        addFactory(calls, "ServerSocket", ServerSocketFactory.class, ServerSocketFactoryHooks.getDefault(),
                ServerSocketFactory.getDefault());
        addFactory(calls, "ServerSocket", ServerSocketFactory.class, SSLServerSocketFactoryHooks.getDefault(),
                SSLServerSocketFactory.getDefault());
        return calls;
    }

    /** Its methods, with the arguments of the constructors of what it makes. */
    private void addFactory(List<Call> calls, String made, Class<?> type, Object hook, Object jdk) {
        for (Method create : type.getDeclaredMethods()) {
            if (create.getName().equals("create" + made)) {
                String as = made + ".create" + Arrays.stream(create.getParameterTypes()).map(Class::getSimpleName).toList()
                        + " with ";
                for (Object[] values : arguments().get(as)) {
                    calls.add(new Call(type.getSimpleName() + "." + as + Arrays.toString(values),
                            () -> create.invoke(hook, values), () -> create.invoke(jdk, values)));
                }
            }
        }
    }

    private static Object callJdk(Method hook, Object[] values) throws Exception {
        Class<?> jdk = hook.getDeclaringClass().getAnnotation(HooksOf.class).value();
        Class<?>[] parameters = hook.getParameterTypes();
        if (hook.getName().equals("create")) {
            return jdk.getConstructor(parameters).newInstance(values);
        }
        if (parameters.length > 0 && parameters[0] == jdk) {
            return jdk.getMethod(hook.getName(), Arrays.copyOfRange(parameters, 1, parameters.length)).invoke(values[0],
                    Arrays.copyOfRange(values, 1, values.length));
        }
        return jdk.getMethod(hook.getName(), parameters).invoke(null, values);
    }

    private Map<String, List<Object[]>> arguments() {
        InetAddress loopback = HookedIo.LOOPBACK;
        InetSocketAddress taken = (InetSocketAddress) datagrams.getLocalSocketAddress();
        InetAddress elsewhere = new InetSocketAddress("192.0.2.1", 1).getAddress(); // nobody's, for documentation
        String name = loopback.getHostName();
        URL file = url("file:/");
        URL web = url("http://localhost:" + refused);
        URL secure = url("https://localhost:" + refused);
        Hashtable<String, String> noLdap = new Hashtable<>(Map.of(Context.LANGUAGE, "en"));
        Hashtable<String, String> ldap = new Hashtable<>(Map.of(
                Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory",
                Context.PROVIDER_URL, "ldap://localhost:" + refused));
        SocketFactory plain = SocketFactory.getDefault();
        SocketFactory tls = SSLSocketFactory.getDefault();
        Proxy http = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(loopback, port));
        Proxy socks = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(loopback, port));
        return Map.ofEntries(
                with("Thread.sleep[long]", of(0L), of(2L), of(-1L)),
                with("Thread.sleep[long, int]", of(1L, 0), of(0L, 500_000), of(-1L, 0), of(1L, -1), of(1L, 1_000_000)),
                with("Thread.sleep[Duration]", of(Duration.ofMillis(2)), of(Duration.ZERO), of(Duration.ofSeconds(-1)),
                        of((Object) null)),
                with("TimeUnit.sleep[TimeUnit, long]", of(TimeUnit.MILLISECONDS, 2L), of(TimeUnit.SECONDS, 0L),
                        of(TimeUnit.DAYS, -1L)),
                with("Socket.create[]", of()),
                with("Socket.create[Proxy]", of(Proxy.NO_PROXY), of(http), of(socks), of((Object) null)),
                with("Socket.create[String, int]", of(name, port), of(null, port), of(name, refused), of(name, -1),
                        of(name, 65536)),
                with("Socket.create[InetAddress, int]", of(loopback, port), of(null, port), of(loopback, refused),
                        of(loopback, -1)),
                with("Socket.create[String, int, InetAddress, int]", of(name, port, loopback, 0), of(name, port, null, 0),
                        of(name, port, loopback, -1), of(name, port, elsewhere, 0), of(name, refused, loopback, 0)),
                with("Socket.create[InetAddress, int, InetAddress, int]", of(loopback, port, loopback, 0),
                        of(loopback, port, null, 0), of(null, port, loopback, 0), of(loopback, port, elsewhere, 0)),
                with("Socket.create[String, int, boolean]", of(name, port, true), of(name, refused, true),
                        of(name, port, false)),
                with("Socket.create[InetAddress, int, boolean]", of(loopback, port, true), of(null, port, true),
                        of(loopback, port, false)),
                with("ServerSocket.create[]", of()),
                with("ServerSocket.create[int]", of(0), of(port), of(-1), of(65536)),
                with("ServerSocket.create[int, int]", of(0, 1), of(0, -1), of(port, 1)),
                with("ServerSocket.create[int, int, InetAddress]", of(0, 1, loopback), of(0, 0, null), of(0, 1, elsewhere),
                        of(port, 1, loopback)),
                with("SocketFactory.getDefault[]", of()),
                with("URL.openConnection[URL]", of(file), of(web), of(secure)),
                with("URL.openConnection[URL, Proxy]", of(file, Proxy.NO_PROXY), of(web, null), of(web, http),
                        of(secure, socks)),
                with("URL.openStream[URL]", of(file), of(web), of(secure)),
                with("URL.getContent[URL]", of(web), of(secure)),
                with("URL.getContent[URL, Class[]]", of(web, new Class<?>[] { String.class })),
                with("URLConnection.setConnectTimeout[URLConnection, int]", of(connection(file), 1), of(connection(web), 0),
                        of(connection(web), -1)),
                with("URLConnection.setReadTimeout[URLConnection, int]", of(connection(file), 1), of(connection(web), 0),
                        of(connection(web), -1)),
                with("HttpsURLConnection.setSSLSocketFactory[HttpsURLConnection, SSLSocketFactory]",
                        of(connection(secure), tls), of(connection(secure), null)),
                with("HttpsURLConnection.getSSLSocketFactory[HttpsURLConnection]", of(connection(secure))),
                with("InitialContext.create[Hashtable]", of((Object) null), of(noLdap), of(ldap)),
                with("InitialDirContext.create[Hashtable]", of((Object) null), of(noLdap), of(ldap)),
                with("InitialLdapContext.create[Hashtable, Control[]]", of(null, null), of(noLdap, null), of(ldap, null)),
                with("ServerSocketFactory.getDefault[]", of()),
                with("SSLServerSocketFactory.getDefault[]", of()),
                with("SSLContext.getServerSocketFactory[SSLContext]", of(context)),
                with("SocketFactory.createSocket[SocketFactory]", of(tls), of(plain)),
                with("SocketFactory.createSocket[SocketFactory, String, int]", of(tls, name, port), of(tls, null, port),
                        of(tls, name, refused), of(tls, name, -1), of(tls, "", port), of(plain, name, port)),
                with("SocketFactory.createSocket[SocketFactory, InetAddress, int]", of(tls, loopback, port),
                        of(tls, null, port), of(tls, loopback, refused), of(tls, loopback, -1), of(plain, loopback, port)),
                with("SocketFactory.createSocket[SocketFactory, String, int, InetAddress, int]",
                        of(tls, name, port, loopback, 0), of(tls, name, port, null, 0), of(tls, name, port, elsewhere, 0),
                        of(tls, name, port, loopback, -1), of(plain, name, port, loopback, 0)),
                with("SocketFactory.createSocket[SocketFactory, InetAddress, int, InetAddress, int]",
                        of(tls, loopback, port, loopback, 0), of(tls, null, port, loopback, 0),
                        of(tls, loopback, port, elsewhere, 0), of(plain, loopback, port, loopback, 0)),
                with("DatagramSocket.create[]", of()),
                with("DatagramSocket.create[SocketAddress]", of((Object) null), of(new InetSocketAddress(loopback, 0)),
                        of(new InetSocketAddress(elsewhere, 0)), of(InetSocketAddress.createUnresolved(name, 0)), of(taken),
                        of(UnixDomainSocketAddress.of("nowhere"))),
                with("DatagramSocket.create[int]", of(0), of(taken.getPort()), of(-1), of(65536)),
                with("DatagramSocket.create[int, InetAddress]", of(0, loopback), of(0, null), of(-1, loopback),
                        of(0, elsewhere), of(taken.getPort(), loopback)),
                with("SocketChannel.open[]", of()),
                with("SocketChannel.open[ProtocolFamily]", families()),
                with("SocketChannel.open[SocketAddress]", of(new InetSocketAddress(loopback, port)),
                        of(new InetSocketAddress(loopback, refused)), of(InetSocketAddress.createUnresolved(name, port)),
                        of(new InetSocketAddress(loopback, 0)), of(UnixDomainSocketAddress.of("nowhere")),
                        of(new OddAddress()), of((Object) null)),
                with("ServerSocketChannel.open[]", of()),
                with("ServerSocketChannel.open[ProtocolFamily]", families()),
                with("DatagramChannel.open[]", of()),
                with("DatagramChannel.open[ProtocolFamily]", families()),
                with("Pipe.open[]", of()),
                with("Channels.newInputStream[ReadableByteChannel]", of(readable), of((Object) null)),
                with("Channels.newOutputStream[WritableByteChannel]", of(writable), of((Object) null)),
                with("SelectableChannel.register[SelectableChannel, Selector, int]", registrations()),
                with("SelectableChannel.register[SelectableChannel, Selector, int, Object]", registrations("attached")),
                with("SelectableChannel.keyFor[SelectableChannel, Selector]", of(registered, selector), of(blocking, selector)),
                with("SelectableChannel.isRegistered[SelectableChannel]", of(registered), of(blocking)),
                with("AbstractSelectableChannel.register[AbstractSelectableChannel, Selector, int, Object]",
                        registrations((Object) null)),
                with("AbstractSelectableChannel.keyFor[AbstractSelectableChannel, Selector]", of(registered, selector),
                        of(blocking, selector)),
                with("AbstractSelectableChannel.isRegistered[AbstractSelectableChannel]", of(registered), of(blocking)),
                with("SelectionKey.channel[SelectionKey]", of(key)),
                with("MulticastSocket.create[]", of()),
                with("MulticastSocket.create[int]", of(0), of(taken.getPort()), of(-1)),
                with("MulticastSocket.create[SocketAddress]", of((Object) null), of(new InetSocketAddress(loopback, 0)),
                        of(taken), of(InetSocketAddress.createUnresolved(name, 0))));
    }

    private static final class OddAddress extends SocketAddress {
        private static final long serialVersionUID = 1;
    }

    private static Object[][] families() {
        return new Object[][] { of(StandardProtocolFamily.INET), of(StandardProtocolFamily.INET6),
                of(StandardProtocolFamily.UNIX), of((Object) null) };
    }

    private Object[][] registrations(Object... attachment) {
        return Stream.of(of(registered, selector, SelectionKey.OP_READ), of(registered, selector, SelectionKey.OP_ACCEPT),
                of(blocking, selector, SelectionKey.OP_READ), of(registered, null, SelectionKey.OP_READ))
                .map(values -> Stream.concat(Arrays.stream(values), Arrays.stream(attachment)).toArray())
                .toArray(Object[][]::new);
    }

    private static Map.Entry<String, List<Object[]>> with(String signature, Object[]... values) {
        return Map.entry(signature + " with ", List.of(values));
    }

    private static Object[] of(Object... values) {
        return values;
    }

    /** What a call answers or throws, and what becomes of the flag of its thread. */
    String answer(Callable<Object> call, boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        String answer;
        try {
            answer = text(call.call());
        } catch (InvocationTargetException e) {
            answer = Outcome.text((Exception) e.getCause());
        } catch (Exception e) {
            answer = Outcome.text(e);
        }
        return answer + (Thread.interrupted() ? ", interrupted" : "");
    }

    private String text(Object made) throws Exception {
        String text = switch (made) {
            case Socket socket -> "socket connected " + socket.isConnected() + " to " + socket.getInetAddress() + " "
                    + nameOf(socket.getPort()) + ", bound " + socket.isBound() + " to " + socket.getLocalAddress()
                    + ", timeout " + socket.getSoTimeout();
            case ServerSocket server -> "listener bound " + server.isBound() + " to " + server.getInetAddress()
                    + ", timeout " + server.getSoTimeout();
            case DatagramSocket socket -> "datagrams bound " + socket.isBound() + " to " + socket.getLocalAddress()
                    + ", port " + (socket.getLocalPort() > 0) + ", connected " + socket.isConnected() + ", timeout "
                    + socket.getSoTimeout() + ", broadcast " + socket.getBroadcast() + ", shared "
                    + socket.getReuseAddress() + ", channel " + socket.getChannel();
            case SocketFactory factory -> "factory";
            case URLConnection connection -> connection.getURL() + ", timeouts " + connection.getConnectTimeout() + " and "
                    + connection.getReadTimeout();
            case InputStream stream when stream.getClass().getSimpleName().startsWith("Channel") -> "input of a channel";
            case InputStream stream -> stream.readAllBytes().length + " bytes";
            case Context context -> "context of " + context.getEnvironment();
            case ServerSocketFactory factory -> "factory of server sockets";
            case SocketChannel channel -> "channel connected " + channel.isConnected() + " to "
                    + nameOf(channel.getRemoteAddress()) + ", blocking " + channel.isBlocking() + ", options "
                    + channel.supportedOptions();
            case ServerSocketChannel channel -> "listener bound to " + channel.getLocalAddress() + ", blocking "
                    + channel.isBlocking() + ", options " + channel.supportedOptions();
            case DatagramChannel channel -> channel == registered || channel == blocking ? "the channel"
                    : "datagrams bound to " + channel.getLocalAddress() + ", blocking " + channel.isBlocking();
            case Pipe pipe -> {
                pipe.sink().close();
                pipe.source().close();
                yield "pipe blocking " + pipe.source().isBlocking() + " " + pipe.sink().isBlocking();
            }
            case SelectionKey found -> "key " + (found == key) + " for " + found.interestOps() + " with " + found.attachment();
            case OutputStream out -> "output";
            case null, default -> String.valueOf(made);
        };
        boolean connected = made instanceof Socket socket && socket.isConnected()
                || made instanceof SocketChannel channel && channel.isConnected();
        if (made instanceof Closeable closeable && made != registered) {
            closeable.close();
        }
        if (connected) {
            listener.accept().close();
        }
        return text;
    }

    private String nameOf(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? nameOf(inet.getPort()) : String.valueOf(address);
    }

    private String nameOf(int number) {
        return number == port ? "the listener" : number == 0 ? "none" : "another";
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static URLConnection connection(URL url) {
        try {
            return url.openConnection();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int portThatNobodyHas() throws Exception {
        try (ServerSocket closed = HookedIo.plainListener()) {
            return closed.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        listener.close();
        datagrams.close();
        registered.close();
        blocking.close();
        selector.close();
    }
}
