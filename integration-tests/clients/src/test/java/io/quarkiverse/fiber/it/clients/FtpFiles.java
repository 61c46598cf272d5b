package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/** An FTP server with one file. */
final class FtpFiles {

    private FtpFiles() {
    }

    static Server start(String name, String content) throws IOException, FtpException {
        Path directory = Files.createTempDirectory("fiber-clients-ftp");
        Path file = Files.writeString(directory.resolve(name), content);
        BaseUser user = new BaseUser();
        user.setName("fiber");
        user.setPassword("secret");
        user.setHomeDirectory(directory.toString());

        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("localhost");
        listener.setPort(0);
        Listener made = listener.createListener();
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", made);
        factory.getUserManager().save(user);
        FtpServer server = factory.createServer();
        server.start();
        return new Server(made.getPort(), () -> {
            server.stop();
            Files.delete(file);
            Files.delete(directory);
        });
    }
}
