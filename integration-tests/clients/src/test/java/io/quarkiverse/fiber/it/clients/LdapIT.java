package io.quarkiverse.fiber.it.clients;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LdapIT extends ClientTests {

    LdapIT() {
        super("ldap");
    }

    @Override
    Server start() throws Exception {
        return Directory.start();
    }

    @Override
    String answer() {
        return "hello is kept";
    }

    @Override
    String silence() {
        return "com.unboundid.ldap.sdk.LDAPSearchException";
    }

    @Override
    String noConnection() {
        return "com.unboundid.ldap.sdk.LDAPException";
    }
}
