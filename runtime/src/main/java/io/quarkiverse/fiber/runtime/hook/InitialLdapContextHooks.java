package io.quarkiverse.fiber.runtime.hook;

import java.util.Hashtable;

import javax.naming.NamingException;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;

/** What {@code new InitialLdapContext(environment, controls)} becomes: it has hooked sockets. */
@HooksOf(InitialLdapContext.class)
public final class InitialLdapContextHooks {

    private InitialLdapContextHooks() {
    }

    public static InitialLdapContext create(Hashtable<?, ?> environment, Control[] controls) throws NamingException {
        return new InitialLdapContext(LdapEnvironment.of(environment), controls);
    }
}
