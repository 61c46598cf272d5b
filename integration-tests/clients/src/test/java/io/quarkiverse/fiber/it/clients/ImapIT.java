package io.quarkiverse.fiber.it.clients;

import com.icegreen.greenmail.util.ServerSetup;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ImapIT extends ClientTests {

    ImapIT() {
        super("imap");
    }

    @Override
    Server start() throws Exception {
        return Mail.start(ServerSetup.PROTOCOL_IMAP);
    }

    @Override
    String answer() {
        return "hello is kept";
    }

    @Override
    String silence() {
        return "jakarta.mail.FolderClosedException";
    }

    @Override
    String noConnection() {
        return "org.eclipse.angus.mail.util.MailConnectException";
    }
}
