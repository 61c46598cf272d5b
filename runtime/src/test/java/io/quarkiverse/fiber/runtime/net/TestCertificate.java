package io.quarkiverse.fiber.runtime.net;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** A certificate of localhost, made once for all tests, and contexts that have it and trust it. */
final class TestCertificate {

    private static final char[] PASSWORD = "password".toCharArray();

    private static final KeyStore KEYS = make();

    private TestCertificate() {
    }

    private static KeyStore make() {
        try {
            Path file = Files.createTempDirectory("keys").resolve("keys.p12");
            int failed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3650",
                    "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                    file.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (failed != 0) {
                throw new AssertionError("keytool: " + failed);
            }
            try (InputStream keys = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(keys, PASSWORD);
                return store;
            } finally {
                Files.delete(file);
                Files.delete(file.getParent());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Of a peer that has the certificate, and trusts it; without sessions to resume. */
    static SSLContext context() throws Exception {
        return context(true, new AtomicInteger());
    }

    /** Of a peer that has no certificate. */
    static SSLContext contextWithoutKey() throws Exception {
        return context(false, new AtomicInteger());
    }

    /**
     * @param verified counts the certificates that are checked: there is one for each handshake that resumes no session
     */
    static SSLContext context(boolean key, AtomicInteger verified) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(KEYS, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KEYS);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key ? own.getKeyManagers() : null, new TrustManager[] {
                new Counting((X509ExtendedTrustManager) trusted.getTrustManagers()[0], verified) }, null);
        return context;
    }

    private static final class Counting extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager trusted;
        private final AtomicInteger verified;

        private Counting(X509ExtendedTrustManager trusted, AtomicInteger verified) {
            this.trusted = trusted;
            this.verified = verified;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            trusted.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            verified.incrementAndGet();
            trusted.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trusted.getAcceptedIssuers();
        }
    }
}
