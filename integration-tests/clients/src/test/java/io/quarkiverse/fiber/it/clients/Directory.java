package io.quarkiverse.fiber.it.clients;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;

/** An LDAP server with one entry. */
final class Directory {

    private static final String BASE = "dc=example,dc=com";

    private Directory() {
    }

    static Server start() throws LDAPException, LDIFException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.addAdditionalBindCredentials("cn=fiber," + BASE, "secret");
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: example");
        server.add("dn: cn=hello," + BASE, "objectClass: device", "cn: hello", "description: hello is kept");
        server.startListening();
        return new Server(server.getListenPort(), () -> server.shutDown(true));
    }
}
