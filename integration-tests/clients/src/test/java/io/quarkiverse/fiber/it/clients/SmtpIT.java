package io.quarkiverse.fiber.it.clients;

import com.icegreen.greenmail.util.ServerSetup;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SmtpIT extends ClientTests {

    SmtpIT() {
        super("smtp");
    }

    @Override
    Server start() throws Exception {
        return Mail.start(ServerSetup.PROTOCOL_SMTP);
    }

    @Override
    String answer() {
        return "250 OK";
    }

    @Override
    String silence() {
        return "jakarta.mail.MessagingException";
    }

    @Override
    String noConnection() {
        return "org.eclipse.angus.mail.util.MailConnectException";
    }
}
