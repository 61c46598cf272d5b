package io.quarkiverse.fiber.runtime.hook;

import java.util.Hashtable;

import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** What {@code new InitialDirContext(environment)} becomes: with LDAP it has hooked sockets. */
@HooksOf(InitialDirContext.class)
public final class InitialDirContextHooks {

    private InitialDirContextHooks() {
    }

    public static InitialDirContext create(Hashtable<?, ?> environment) throws NamingException {
        return new InitialDirContext(LdapEnvironment.of(environment));
    }
}
