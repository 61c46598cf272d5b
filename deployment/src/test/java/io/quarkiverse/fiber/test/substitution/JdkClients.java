package io.quarkiverse.fiber.test.substitution;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.security.GeneralSecurityException;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Calls of what the JDK has over sockets. */
public class JdkClients {

    public static Socket tls(int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return factory.createSocket("localhost", port);
    }

    public static Socket tlsThroughTheGeneralType(int port) throws IOException {
        SocketFactory factory = SSLSocketFactory.getDefault();
        return factory.createSocket("localhost", port);
    }

    public static ServerSocket tlsListener() throws IOException, GeneralSecurityException {
        return SSLContext.getDefault().getServerSocketFactory().createServerSocket(0);
    }

    public static URLConnection url(String protocol) throws IOException {
        return URI.create(protocol + "://localhost/").toURL().openConnection();
    }

    public static InputStream get(int port) throws IOException {
        return URI.create("http://localhost:" + port + "/").toURL().openStream();
    }
}
