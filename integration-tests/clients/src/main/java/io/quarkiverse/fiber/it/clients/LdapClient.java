package io.quarkiverse.fiber.it.clients;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;

@Singleton
@Named("ldap")
public class LdapClient implements Client {

    private static final String BASE = "dc=example,dc=com";

    @Override
    public Session connect(String host, int port) throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true); // else a thread of its own reads the answers
        return new LdapSession(new LDAPConnection(options, host, port, "cn=fiber," + BASE, "secret"));
    }

    private record LdapSession(LDAPConnection connection) implements Session {

        @Override
        public String ask(String question) throws LDAPException {
            return connection.getEntry("cn=" + question + "," + BASE).getAttributeValue("description");
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
