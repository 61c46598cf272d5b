package io.quarkiverse.fiber.runtime.hook;

import java.util.Comparator;

import javax.net.SocketFactory;

/**
 * Makes hooked sockets for the JDK's client for LDAP, which loads this class by its name. It pools connections only of
 * factories that can tell whether another is the same.
 */
public final class LdapSocketFactory extends HookedSocketFactory implements Comparator<String> {

    private LdapSocketFactory() {
    }

    public static SocketFactory getDefault() {
        return new LdapSocketFactory();
    }

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }
}
