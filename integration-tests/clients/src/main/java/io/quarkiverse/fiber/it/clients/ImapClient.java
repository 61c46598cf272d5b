package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.util.Properties;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.SubjectTerm;

@Singleton
@Named("imap")
public class ImapClient implements Client {

    @Override
    public Session connect(String host, int port) throws MessagingException {
        Store store = jakarta.mail.Session.getInstance(new Properties()).getStore("imap");
        store.connect(host, port, "fiber", "secret");
        return new ImapSession(store);
    }

    private record ImapSession(Store store) implements Session {

        @Override
        public String ask(String question) throws MessagingException, IOException {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            Message[] found = inbox.search(new SubjectTerm(question));
            return found[0].getContent().toString();
        }

        @Override
        public void close() throws MessagingException {
            store.close();
        }
    }
}
