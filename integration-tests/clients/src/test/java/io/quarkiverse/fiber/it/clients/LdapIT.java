package io.quarkiverse.fiber.it.clients;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;

class LdapIT extends ClientTests {

    LdapIT() {
        super("ldap", "hello is kept", LDAPSearchException.class, LDAPException.class);
    }

    @Override
    Server start() throws Exception {
        return Directory.start();
    }
}
