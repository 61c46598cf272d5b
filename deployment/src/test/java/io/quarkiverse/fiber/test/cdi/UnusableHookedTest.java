package io.quarkiverse.fiber.test.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;

class UnusableHookedTest {

    private static final Map<String, String> REASONS = new TreeMap<>(Map.ofEntries(
            Map.entry("Bean#hidden", "the method is private"),
            Map.entry("Bean#ofTheClass", "the method is static"),
            Map.entry("Bean#last", "the method is final"),
            Map.entry("Bean#stream", "the method returns a stream"),
            Map.entry("Bean#made", "the container calls the method"),
            Map.entry("Bean#inOrder", "the consumer is ordered"),
            Map.entry("Contract#promised", "an interface hands no annotation down"),
            Map.entry("Resource#filter", "filters, interceptors and exception mappers of REST"),
            Map.entry("FilterClass#filter", "filters, interceptors and exception mappers of REST"),
            Map.entry("OnlyFilters#filter", "filters, interceptors and exception mappers of REST"),
            Map.entry("OnlyFilters", "the class declares no method"),
            Map.entry("NoBean#method", "the class is no bean"),
            Map.entry("NoBeanAtAll", "the class is no bean"),
            Map.entry("NotBlocking#method", "the class is @NonBlocking"),
            Map.entry("NothingToRun", "the class declares no method")));

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Bean.class, Contract.class, NoBean.class, NoBeanAtAll.class,
                    NothingToRun.class, NotBlocking.class, Resource.class, FilterClass.class,
                    OnlyFilters.class))
            .assertException(UnusableHookedTest::assertAllAreNamed);

    @Test
    void buildFailsAndNamesEachUseAndTheReason() {
        fail("the application was built");
    }

    private static void assertAllAreNamed(Throwable failure) {
        assertEquals(DeploymentException.class, failure.getClass(), failure.toString());
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage).forEach(message -> {
            String name = message.substring(message.indexOf('$') + 1, message.indexOf(" cannot be: "));
            String reason = message.substring(message.indexOf(": ") + 2);
            String expected = REASONS.getOrDefault(name, "");
            found.put(name, reason.startsWith(expected) ? expected : reason);
        });
        assertEquals(REASONS, found);
    }

    @ApplicationScoped
    public static class Bean {

        @Hooked
        private void hidden() {
        }

        @Hooked
        public static void ofTheClass() {
        }

        @Hooked
        public final void last() {
        }

        @Hooked
        public Multi<String> stream() {
            return Multi.createFrom().empty();
        }

        @PostConstruct
        @Hooked
        void made() {
            hidden();
        }

        @ConsumeEvent(value = "in-order", ordered = true)
        @Hooked
        void inOrder(String event) {
        }
    }

    public interface Contract {

        @Hooked
        void promised();
    }

    public static class NoBean {

        @Hooked
        public void method() {
        }
    }

    @Hooked
    public static class NoBeanAtAll {

        public void method() {
        }
    }

    @ApplicationScoped
    @Hooked
    public static class NothingToRun {

        static void ofTheClass() {
        }
    }

    @ApplicationScoped
    @Hooked
    @NonBlocking
    public static class NotBlocking {

        public void method() {
        }

        @Hooked
        public void hooked() {
        }
    }

    @Path("/usable")
    @Hooked
    public static class Resource {

        @GET
        public String get() {
            return helper();
        }

        private String helper() {
            return "";
        }

        @ServerRequestFilter
        public void filterOfAHookedClass() {
        }

        @ServerRequestFilter
        @Hooked
        public void filter() {
        }
    }

    @Provider
    public static class FilterClass implements ContainerRequestFilter {

        @Override
        @Hooked
        public void filter(ContainerRequestContext request) {
        }
    }

    @Hooked
    public static class OnlyFilters {

        @ServerResponseFilter
        public void filter() {
        }
    }
}
