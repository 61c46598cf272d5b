package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads;

/** A process that sends back what comes, on one carrier or one event loop. */
final class EchoServer {

    enum Kind {
        /** A fiber for each connection, with hooked sockets. */
        FIBERS,
        /** A virtual thread for each connection, with the JDK's sockets. */
        VIRTUAL_THREADS,
        /** A handler. */
        NETTY
    }

    private EchoServer() {
    }

    /** @param arguments a kind, and the port */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(arguments[1]));
        switch (Kind.valueOf(arguments[0])) {
            case FIBERS -> serve(Threads.Kind.FIBER.open(), local);
            case VIRTUAL_THREADS -> serve(Threads.Kind.JDK.open(), local);
            case NETTY -> serveWithNetty(local);
        }
    }

    private static void serve(Threads threads, InetSocketAddress local) throws IOException {
        try (ServerSocket listener = threads.listen(local)) {
            for (;;) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                threads.start(() -> echo(socket));
            }
        }
    }

    private static void echo(Socket socket) {
        byte[] bytes = new byte[4096];
        try (socket) {
            InputStream input = socket.getInputStream();
            OutputStream output = socket.getOutputStream();
            for (int count; (count = input.read(bytes)) > 0;) {
                output.write(bytes, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serveWithNetty(InetSocketAddress local) throws InterruptedException {
        NioEventLoopGroup loop = new NioEventLoopGroup(1);
        new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, Threads.BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Echo())
                .bind(local).sync().channel().closeFuture().sync();
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message, context.voidPromise());
        }
    }
}
