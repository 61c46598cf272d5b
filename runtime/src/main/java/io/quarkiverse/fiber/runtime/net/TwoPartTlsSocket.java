package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Has one socket do what concerns the connection, and another what concerns TLS. */
abstract class TwoPartTlsSocket extends SSLSocket {

    abstract Socket connection();

    abstract SSLSocket tls();

    // --- what the connection does

    @Override
    public void bind(SocketAddress local) throws IOException {
        connection().bind(local);
    }

    @Override
    public InetAddress getInetAddress() {
        return connection().getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return connection().getLocalAddress();
    }

    @Override
    public int getPort() {
        return connection().getPort();
    }

    @Override
    public int getLocalPort() {
        return connection().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return connection().getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return connection().getLocalSocketAddress();
    }

    @Override
    public SocketChannel getChannel() {
        return connection().getChannel();
    }

    @Override
    public boolean isConnected() {
        return connection().isConnected();
    }

    @Override
    public boolean isBound() {
        return connection().isBound();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        connection().setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return connection().getTcpNoDelay();
    }

    @Override
    public void setSoLinger(boolean on, int linger) throws SocketException {
        connection().setSoLinger(on, linger);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return connection().getSoLinger();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        connection().setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return connection().getSoTimeout();
    }

    @Override
    public void setSendBufferSize(int size) throws SocketException {
        connection().setSendBufferSize(size);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return connection().getSendBufferSize();
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        connection().setReceiveBufferSize(size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return connection().getReceiveBufferSize();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        connection().setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return connection().getKeepAlive();
    }

    @Override
    public void setTrafficClass(int type) throws SocketException {
        connection().setTrafficClass(type);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return connection().getTrafficClass();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        connection().setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return connection().getReuseAddress();
    }

    @Override
    public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        connection().setPerformancePreferences(connectionTime, latency, bandwidth);
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        connection().setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return connection().getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return connection().supportedOptions();
    }

    // --- what TLS does

    @Override
    public InputStream getInputStream() throws IOException {
        return tls().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return tls().getOutputStream();
    }

    @Override
    public void shutdownInput() throws IOException {
        tls().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        tls().shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return tls().isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return tls().isOutputShutdown();
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        tls().sendUrgentData(data);
    }

    @Override
    public void setOOBInline(boolean on) throws SocketException {
        tls().setOOBInline(on);
    }

    @Override
    public boolean getOOBInline() throws SocketException {
        return tls().getOOBInline();
    }

    @Override
    public String toString() {
        return tls().toString();
    }

    @Override
    public void startHandshake() throws IOException {
        tls().startHandshake();
    }

    @Override
    public SSLSession getSession() {
        return tls().getSession();
    }

    @Override
    public SSLSession getHandshakeSession() {
        return tls().getHandshakeSession();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls().getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return tls().getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        tls().setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return tls().getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return tls().getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        tls().setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean mode) {
        tls().setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return tls().getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        tls().setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return tls().getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        tls().setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return tls().getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        tls().setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return tls().getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return tls().getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        tls().setSSLParameters(parameters);
    }

    @Override
    public String getApplicationProtocol() {
        return tls().getApplicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return tls().getHandshakeApplicationProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLSocket, List<String>, String> selector) {
        tls().setHandshakeApplicationProtocolSelector(selector);
    }

    @Override
    public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return tls().getHandshakeApplicationProtocolSelector();
    }
}
