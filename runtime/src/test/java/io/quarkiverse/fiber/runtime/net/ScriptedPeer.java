package io.quarkiverse.fiber.runtime.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A plain socket at the other end, on a thread of its own: it does one command after the other and says when it is done. */
final class ScriptedPeer implements AutoCloseable {

    interface Command {
        void run() throws Exception;
    }

    private static final byte[] DATA = new byte[4 * 1024 * 1024];

    static {
        new Random(1).nextBytes(DATA);
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final ServerSocket listener = HookedIo.plainListener();
    private Socket end;

    ScriptedPeer() throws Exception {
    }

    InetSocketAddress address() {
        return HookedIo.addressOf(listener);
    }

    /** Begins a command during which the socket under test has to do something. */
    <T> Future<T> start(Callable<T> command) {
        return thread.submit(command);
    }

    /** Begins it in a moment, when the socket under test waits already, or still works: what comes of it has to be the same. */
    Future<?> startIn(int millis, Command command) {
        return start(() -> {
            Thread.sleep(millis);
            command.run();
            return null;
        });
    }

    void tell(Command command) throws Exception {
        get(startIn(0, command));
    }

    static <T> T get(Future<T> done) throws Exception {
        return done.get(10, TimeUnit.SECONDS);
    }

    private Socket take(Socket connection) throws IOException {
        end = connection;
        end.setOOBInline(true); // urgent data is data
        end.setTcpNoDelay(true); // what has been sent is there
        return end;
    }

    /** Null before a connection. */
    Socket end() {
        return end;
    }

    static byte[] data(int length) {
        int from = length % (DATA.length - length);
        return Arrays.copyOfRange(DATA, from, from + length);
    }

    /** Everything, and how it ended. */
    static String readToTheEnd(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[512];
        try {
            for (int count; (count = in.read(some)) >= 0;) {
                all.write(some, 0, count);
            }
            return Outcome.bytes(all.toByteArray());
        } catch (IOException e) {
            return Outcome.bytes(all.toByteArray()) + ", then " + Outcome.text(e);
        }
    }

    // --- commands

    void accept() throws IOException {
        take(listener.accept());
    }

    void connect(InetSocketAddress target) throws IOException {
        take(new Socket(target.getAddress(), target.getPort()));
    }

    void send(int length) throws IOException {
        end.getOutputStream().write(data(length));
    }

    void sendUrgentAnd(int length) throws IOException {
        end.sendUrgentData(length);
        send(length);
    }

    String receive(int length) throws IOException {
        return Outcome.bytes(end.getInputStream().readNBytes(length));
    }

    String receiveToTheEnd() throws IOException {
        return readToTheEnd(end.getInputStream());
    }

    void halfClose() throws IOException {
        end.shutdownOutput();
    }

    void disconnect() throws IOException {
        end.close();
    }

    void reset() throws IOException {
        end.setSoLinger(true, 0);
        end.close();
    }

    /** Leaves no port in TIME_WAIT, because long runs would run out of them. */
    @Override
    public void close() throws Exception {
        thread.shutdownNow();
        listener.close();
        if (end != null && !end.isClosed()) {
            reset();
        }
    }
}
