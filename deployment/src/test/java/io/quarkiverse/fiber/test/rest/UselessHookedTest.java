package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class UselessHookedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Bean.class, HookedBean.class, Resource.class))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.fiber"))
            .assertLogRecords(records -> assertEquals(
                    Set.of("@Hooked on " + Bean.class.getName() + "#hooked", "@Hooked on " + HookedBean.class.getName()),
                    records.stream().map(new PatternFormatter("%m")::format)
                            .map(text -> text.substring(0, text.indexOf(" has no effect"))).collect(Collectors.toSet())));

    @Test
    void buildWarnsAndNamesTheMethodOrTheClass() {
        // the assertion is made on the log of the build
    }

    @ApplicationScoped
    public static class Bean {

        @Hooked
        public void hooked() {
        }
    }

    @ApplicationScoped
    @Hooked
    public static class HookedBean {

        public void method() {
        }
    }

    @Path("/useful")
    @Hooked
    public static class Resource {

        @GET
        public String get() {
            return "";
        }
    }
}
