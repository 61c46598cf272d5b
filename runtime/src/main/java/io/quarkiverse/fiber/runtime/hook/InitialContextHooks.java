package io.quarkiverse.fiber.runtime.hook;

import java.util.Hashtable;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What {@code new InitialContext(environment)} becomes: with LDAP it has hooked sockets. */
@HooksOf(InitialContext.class)
public final class InitialContextHooks {

    private InitialContextHooks() {
    }

    public static InitialContext create(Hashtable<?, ?> environment) throws NamingException {
        return new InitialContext(LdapEnvironment.of(environment));
    }
}
