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
        return session;
    }

    private record FtpSession(FTPClient ftp) implements Session {

        /** Has the content come twice: over a connection to the server, and over one from the server. */
        @Override
        public String ask(String question) throws IOException {
            ftp.enterLocalPassiveMode();
            String passive = retrieve(question + ".txt");
            ftp.enterLocalActiveMode();
            return passive + ", " + retrieve(question + ".txt");
        }

        private String retrieve(String file) throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            if (!ftp.retrieveFile(file, content)) {
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
