package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.InitialContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialDirContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialLdapContextHooks;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** The JDK's client for LDAP, with hooked sockets. */
class LdapTest {

    private static final Duration LIMIT = Duration.ofMillis(100);

    @ParameterizedTest
    @EnumSource
    void contextsHaveHookedSockets(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                LdapServer server = new LdapServer(HookedIo.plainListener(), false)) {
            Hashtable<String, String> environment = environment("ldap", server);
            List<Callable<Context>> contexts = List.of(() -> InitialContextHooks.create(environment),
                    () -> InitialDirContextHooks.create(environment), () -> InitialLdapContextHooks.create(environment, null));
            for (Callable<Context> context : contexts) {
                Context made = hooked.run(row, context);
                List<FdInfo> descriptors = hooked.manager.descriptors();
                assertEquals(1, descriptors.size(), descriptors::toString);
                assertEquals("localhost/127.0.0.1:" + server.port(), descriptors.getFirst().peer());
                made.close();
                assertEquals(List.of(), hooked.manager.descriptors());
            }
            assertEquals(environment("ldap", server), environment, "the code's own stays as it is");
        }
    }

    @Test
    void contextWithTlsHasAHookedSocket() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificate.context());
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules());
                HooksInUse use = new HooksInUse(hooked.io);
                LdapServer server = new LdapServer(TlsMaker.PLAIN.listener(TestCertificate.context()), false)) {
            Hashtable<String, String> environment = environment("ldaps", server);
            environment.put("com.sun.jndi.ldap.connect.timeout", "20000");
            environment.put("com.sun.jndi.ldap.read.timeout", "20000");
            DirContext context = hooked.run(Row.EVENT_LOOP, () -> InitialDirContextHooks.create(environment));
            assertEquals(1, hooked.manager.descriptors().size());
            context.close();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void connectionsArePooled() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                HooksInUse use = new HooksInUse(hooked.io);
                LdapServer server = new LdapServer(HookedIo.plainListener(), false)) {
            Hashtable<String, String> environment = environment("ldap", server);
            environment.put("com.sun.jndi.ldap.connect.pool", "true");
            for (int i = 0; i < 3; i++) {
                hooked.run(Row.EVENT_LOOP, () -> {
                    InitialDirContextHooks.create(environment).close();
                    return null;
                });
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void answerThatDoesNotComeEndsAfterTheLimitOfTheTargetAndKeepsNoCarrier() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules());
                HooksInUse use = new HooksInUse(hooked.io);
                LdapServer server = new LdapServer(HookedIo.plainListener(), true)) {
            Callable<NamingException> connect = () -> {
                try {
                    InitialDirContextHooks.create(environment("ldap", server));
                } catch (NamingException e) {
                    return e;
                }
                throw new AssertionError("The server has answered");
            };
            hooked.run(Row.EVENT_LOOP, connect); // loads classes
            long began = System.nanoTime();
            var waiting = hooked.start(Row.EVENT_LOOP, connect).parked();
            hooked.run(Row.EVENT_LOOP, () -> "another fiber of the carrier");
            NamingException failure = waiting.get();
            TimeBounds.assertTook(LIMIT, Duration.ofMillis(100), Duration.ofNanos(System.nanoTime() - began));
            assertTrue(failure.getMessage().contains("timed out"), failure.getMessage());
            assertEquals(List.of(), hooked.manager.descriptors());
        }
    }

    private static Hashtable<String, String> environment(String protocol, LdapServer server) {
        return new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory",
                Context.PROVIDER_URL, protocol + "://localhost:" + server.port()));
    }

    private static TargetRules rules() {
        Limits limits = new Limits("slow", LIMIT, LIMIT, null, false, false, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("localhost"), limits)), DefaultLimits.NONE);
    }
}
