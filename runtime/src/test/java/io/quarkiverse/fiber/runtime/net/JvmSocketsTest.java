package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.URI;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.fiber.runtime.scheduler.ChildFirst;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** All sockets of a JVM are hooked; each JVM takes one factory only, hence one of our own. */
class JvmSocketsTest {

    private static final List<String> OPEN = List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET,
            ForkedJvm.OPEN_SUN_NIO_CH);

    @Test
    void socketsThatTheJdkMakesForItselfAreHookedWhileTheApplicationRuns() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Application.class, OPEN);
        assertEquals("http: hooked, accept: hooked, TLS: hooked, RMI: hooked, SOCKS: hooked, no proxy: hooked,"
                + " limit of the code: Connect timed out, afterwards: not hooked", result.lastLine(), result.output());
    }

    @Test
    void factoryOfTheApplicationStaysAndNoneOfOursIsSet() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(WithAFactory.class, OPEN);
        assertEquals("Socket, SocksSocketImpl", result.lastLine(), result.output());
        assertTrue(result.output().contains("quarkus.fiber.hook.jvm-sockets does nothing, because the JVM takes one factory of"
                + " each java.net.ServerSocket, and has taken " + WithAFactory.class.getName()), result.output());
    }

    @Test
    void jvmThatLetsNobodyInKeepsItsSockets() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(WithoutAccess.class,
                List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_SUN_NIO_CH));
        assertTrue(result.output().contains("jvm-sockets does nothing, because the JDK does not let in"), result.output());
        assertEquals("connected", result.lastLine(), result.output());
    }

    @Test
    void stopLetsTheClassLoaderGo() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Restarts.class, OPEN, "leave");
        assertEquals("gone", result.lastLine(), result.output());
    }

    @Test
    void brokenTwinThatDoesNotLeaveTheFactoryKeepsIt() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Restarts.class, OPEN, "stay");
        assertEquals("kept", result.lastLine(), result.output());
    }

    static final class Application {

        private static final Row ROW = Row.EVENT_LOOP;
        private static final StringBuilder LINE = new StringBuilder();

        private static HookedIo hooked;

        public static void main(String[] arguments) throws Exception {
            hooked = new HookedIo(ROW);
            JvmSockets sockets = new JvmSockets(hooked.io);
            sockets.use();
            http();
            accept();
            tls();
            rmi();
            proxies();
            limit();
            sockets.leave();
            int before = hooked.manager.descriptors().size();
            try (ServerSocket listener = HookedIo.plainListener();
                    Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket server = listener.accept()) {
                server.getOutputStream().write(client.getInputStream().available());
                say("afterwards", before + 1);
            }
            System.out.println(LINE);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        /** With so many descriptors that are hooked, at least: RMI and HTTP keep some for later. */
        private static void say(String what, int least) {
            say(what + (hooked.manager.descriptors().size() >= least ? ": hooked" : ": not hooked"));
        }

        private static void say(String text) {
            LINE.append(LINE.isEmpty() ? "" : ", ").append(text);
        }

        private static void http() throws Exception {
            HttpServer server = HttpServer.create(new InetSocketAddress(HookedIo.LOOPBACK, 0), 0);
            server.createContext("/", exchange -> {
                say("http", 1);
                exchange.sendResponseHeaders(200, -1);
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.close();
            });
            server.start();
            hooked.run(ROW, () -> URI.create("http://localhost:" + server.getAddress().getPort() + "/").toURL().openStream()
                    .readAllBytes());
            server.stop(0);
        }

        private static void accept() throws Exception {
            hooked.run(ROW, () -> {
                try (ServerSocket listener = HookedIo.plainListener();
                        Socket client = new Socket("localhost", listener.getLocalPort());
                        Socket server = listener.accept()) {
                    server.getOutputStream().write(1);
                    if (client.getInputStream().read() == 1) {
                        say("accept", 3);
                    }
                    return null;
                }
            });
        }

        private static void tls() throws Exception {
            SSLContext context = TestCertificate.context();
            try (SSLServerSocket listener = TlsMaker.PLAIN.listener(context)) {
                var serving = hooked.start(ROW, () -> {
                    try (Socket server = listener.accept()) {
                        return server.getInputStream().transferTo(server.getOutputStream());
                    }
                });
                hooked.run(ROW, () -> {
                    try (SSLSocket client = TlsMaker.PLAIN.open(context)) {
                        client.connect(HookedIo.addressOf(listener), 20_000);
                        client.getOutputStream().write(1);
                        if (client.getInputStream().read() == 1) {
                            say("TLS", 3);
                        }
                        return null;
                    }
                });
                serving.get();
            }
        }

        private static void rmi() throws Exception {
            int port;
            try (ServerSocket free = HookedIo.plainListener()) {
                port = free.getLocalPort();
            }
            var registry = LocateRegistry.createRegistry(port);
            if (hooked.run(ROW, () -> LocateRegistry.getRegistry("localhost", port).list().length) == 0) {
                say("RMI", 3);
            }
            UnicastRemoteObject.unexportObject(registry, true);
        }

        private static void proxies() throws Exception {
            Thread own = Thread.currentThread();
            ProxySelector before = ProxySelector.getDefault();
            try (SocksServer proxy = new SocksServer(); ServerSocket target = HookedIo.plainListener()) {
                ProxySelector.setDefault(new ProxySelector() {

                    @Override
                    public List<Proxy> select(URI uri) {
                        return List.of(Thread.currentThread() == own ? proxy.proxy() : Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException why) {
                    }
                });
                try (Socket through = new Socket(HookedIo.LOOPBACK, target.getLocalPort())) {
                    proxy.asked.get(20, TimeUnit.SECONDS);
                    say("SOCKS", 1);
                    through.getPort();
                }
                try (Socket direct = new Socket(Proxy.NO_PROXY)) {
                    direct.connect(HookedIo.addressOf(target));
                    say("no proxy", 1);
                }
            } finally {
                ProxySelector.setDefault(before);
            }
        }

        private static void limit() throws Exception {
            try (SilentTarget silent = new SilentTarget(); Socket socket = new Socket()) {
                socket.connect(silent.address(), 100);
            } catch (IOException e) {
                say("limit of the code: " + e.getMessage().replaceAll(" after.*", ""));
            }
        }
    }

    static final class WithAFactory {

        public static void main(String[] arguments) throws Exception {
            ServerSocket.setSocketFactory(WithAFactory::none);
            try (HookedIo hooked = new HookedIo(Row.PLATFORM); Socket socket = new Socket()) {
                JvmSockets sockets = new JvmSockets(hooked.io);
                sockets.use();
                sockets.leave();
                var impl = Socket.class.getDeclaredField("impl");
                impl.setAccessible(true);
                System.out
                        .println(socket.getClass().getSimpleName() + ", " + impl.get(new Socket()).getClass().getSimpleName());
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static SocketImpl none() {
            return null;
        }
    }

    static final class WithoutAccess {

        public static void main(String[] arguments) throws Exception {
            try (HookedIo hooked = new HookedIo(Row.PLATFORM)) {
                new JvmSockets(hooked.io).use();
                try (ServerSocket listener = HookedIo.plainListener();
                        Socket socket = new Socket(HookedIo.LOOPBACK, listener.getLocalPort())) {
                    System.out.println(socket.isConnected() ? "connected" : "not connected");
                }
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    static final class Restarts {

        public static void main(String[] arguments) throws Exception {
            new HookedIo(Row.EVENT_LOOP).close(); // Netty keeps an exception of its first use for ever
            boolean leave = arguments[0].equals("leave");
            WeakReference<ClassLoader> loader = runInItsOwnLoader(leave);
            for (int i = 0; i < (leave ? 1_000 : 10) && loader.get() != null; i++) {
                System.gc();
                Thread.sleep(10);
            }
            System.out.println(loader.get() == null ? "gone" : "kept");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static WeakReference<ClassLoader> runInItsOwnLoader(boolean leave) throws Exception {
            ClassLoader loader = new ChildFirst(JvmSockets.class, OneRun.class);
            loader.loadClass(OneRun.class.getName()).getMethod("run", boolean.class).invoke(null, leave);
            return new WeakReference<>(loader);
        }
    }

    /** Loaded anew for each run. */
    public static final class OneRun {

        public static void run(boolean leave) throws Exception {
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
                JvmSockets sockets = new JvmSockets(hooked.io);
                sockets.use();
                hooked.run(Row.EVENT_LOOP, () -> {
                    try (ServerSocket listener = HookedIo.plainListener();
                            Socket client = new Socket("localhost", listener.getLocalPort());
                            Socket server = listener.accept()) {
                        return client.isConnected() && server.isConnected();
                    }
                });
                if (leave) {
                    sockets.leave();
                }
            }
        }
    }
}
