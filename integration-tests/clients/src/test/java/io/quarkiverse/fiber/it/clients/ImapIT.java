package io.quarkiverse.fiber.it.clients;

import jakarta.mail.FolderClosedException;

import org.eclipse.angus.mail.util.MailConnectException;

import com.icegreen.greenmail.util.ServerSetup;

class ImapIT extends ClientTests {

    ImapIT() {
        super("imap", "hello is kept", FolderClosedException.class, MailConnectException.class);
    }

    @Override
    Server start() throws Exception {
        return Mail.start(ServerSetup.PROTOCOL_IMAP);
    }
}
