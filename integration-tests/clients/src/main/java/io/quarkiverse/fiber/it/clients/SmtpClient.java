package io.quarkiverse.fiber.it.clients;

import java.util.Properties;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPTransport;

@Singleton
@Named("smtp")
public class SmtpClient implements Client {

    @Override
    public Session connect(String host, int port) throws MessagingException {
        jakarta.mail.Session mail = jakarta.mail.Session.getInstance(new Properties());
        SMTPTransport transport = (SMTPTransport) mail.getTransport("smtp");
        transport.connect(host, port, null, null);
        return new SmtpSession(mail, transport);
    }

    private record SmtpSession(jakarta.mail.Session mail, SMTPTransport transport) implements Session {

        @Override
        public String ask(String question) throws MessagingException {
            MimeMessage message = new MimeMessage(mail);
            message.setFrom("asker@localhost");
            message.setRecipient(RecipientType.TO, new InternetAddress(question + "@localhost"));
            message.setSubject("A question");
            message.setText(question + "?");
            transport.sendMessage(message, message.getAllRecipients());
            return transport.getLastServerResponse().strip();
        }

        @Override
        public void close() throws MessagingException {
            transport.close();
        }
    }
}
