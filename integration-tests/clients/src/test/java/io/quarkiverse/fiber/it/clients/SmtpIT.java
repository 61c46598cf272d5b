package io.quarkiverse.fiber.it.clients;

import jakarta.mail.MessagingException;

import org.eclipse.angus.mail.util.MailConnectException;

import com.icegreen.greenmail.util.ServerSetup;

class SmtpIT extends ClientTests {

    SmtpIT() {
        super("smtp", "250 OK", MessagingException.class, MailConnectException.class);
    }

    @Override
    Server start() throws Exception {
        return Mail.start(ServerSetup.PROTOCOL_SMTP);
    }
}
