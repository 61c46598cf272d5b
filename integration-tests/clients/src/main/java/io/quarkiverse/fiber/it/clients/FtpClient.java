package io.quarkiverse.fiber.it.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.commons.net.ftp.FTPClient;

@Singleton
@Named("ftp")
public class FtpClient implements Client {

    @Override
    public Session connect(String host, int port) throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.connect(host, port);
        FtpSession session = new FtpSession(ftp);
        if (!ftp.login("fiber", "secret")) {
            session.close();
            throw new IOException(ftp.getReplyString());
        }
        ftp.enterLocalPassiveMode();
        return session;
    }

    private record FtpSession(FTPClient ftp) implements Session {

        @Override
        public String ask(String question) throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            if (!ftp.retrieveFile(question + ".txt", content)) {
                throw new IOException(ftp.getReplyString());
            }
            return content.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            ftp.disconnect();
        }
    }
}
