package io.quarkiverse.fiber.it.clients;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

/** A mail server with one mailbox and one message in it. */
final class Mail {

    private Mail() {
    }

    /**
     * @param protocol one of {@link ServerSetup}
     */
    static Server start(String protocol) {
        GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", protocol));
        mail.start();
        GreenMailUser user = mail.setUser("fiber@localhost", "fiber", "secret");
        user.deliver(GreenMailUtil.createTextEmail("fiber@localhost", "asker@localhost", "hello", "hello is kept",
                ServerSetup.SMTP));
        int port = protocol.equals(ServerSetup.PROTOCOL_SMTP) ? mail.getSmtp().getPort() : mail.getImap().getPort();
        return new Server(port, mail::stop);
    }
}
