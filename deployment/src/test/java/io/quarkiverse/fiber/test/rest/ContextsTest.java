package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** The contexts of a request on its fiber, before and after it has parked, with other requests on the same loop between. */
class ContextsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, RequestId.class, HeaderMechanism.class));

    @Test
    void requestScopeFollows() {
        given().header("id", "42").get("/contexts/request-scope").then().statusCode(200).body(equalTo("42 42"));
    }

    @Test
    void mdcFollows() {
        given().header("id", "43").get("/contexts/mdc").then().statusCode(200).body(equalTo("43 43"));
    }

    @Test
    void identityFollows() {
        given().header("user", "ann").get("/contexts/identity").then().statusCode(200).body(equalTo("ann ann"));
    }

    @Test
    void rolesAreCheckedAsUsual() {
        given().get("/contexts/identity").then().statusCode(401);
    }

    @Test
    void openTelemetrySpanFollows() {
        given().header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01").get("/contexts/trace")
                .then().statusCode(200).body(equalTo(TRACE + " " + TRACE));
    }

    @Test
    void duplicatedVertxContextIsTheCurrentOne() {
        given().get("/contexts/vertx").then().statusCode(200).body(equalTo("true true"));
    }

    @Test
    void requestsThatInterleaveOnOneLoopDoNotMixTheirContexts() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = "id-" + i;
            answers.add(CompletableFuture.supplyAsync(
                    () -> given().header("id", id).get("/contexts/all").then().statusCode(200).extract().asString()));
        }
        for (int i = 0; i < 50; i++) {
            String id = "id-" + i;
            assertEquals(String.join(" ", id, id, id, id), answers.get(i).join());
        }
    }

    @RequestScoped
    public static class RequestId {

        private String id;

        public String get() {
            return id;
        }

        public void set(String id) {
            this.id = id;
        }
    }

    @Path("/contexts")
    @Hooked
    public static class Resource {

        @Inject
        RequestId requestId;

        @Inject
        SecurityIdentity identity;

        @ServerRequestFilter(nonBlocking = true)
        public void fromHeaders(HttpHeaders headers) {
            requestId.set(headers.getHeaderString("id"));
            MDC.put("id", String.valueOf(headers.getHeaderString("id")));
        }

        @GET
        @Path("request-scope")
        public String requestScope() throws InterruptedException {
            String before = requestId.get();
            Thread.sleep(5);
            return before + " " + requestId.get();
        }

        @GET
        @Path("mdc")
        public String mdc() throws InterruptedException {
            Object before = MDC.get("id");
            Thread.sleep(5);
            return before + " " + MDC.get("id");
        }

        @GET
        @Path("all")
        public String all(@HeaderParam("id") String id) throws InterruptedException {
            String before = requestId.get() + " " + MDC.get("id");
            Thread.sleep(20);
            return before + " " + requestId.get() + " " + MDC.get("id");
        }

        @GET
        @Path("identity")
        @RolesAllowed("user")
        public String identity() throws InterruptedException {
            String before = identity.getPrincipal().getName();
            Thread.sleep(5);
            return before + " " + identity.getPrincipal().getName();
        }

        @GET
        @Path("trace")
        public String trace() throws InterruptedException {
            String before = Span.current().getSpanContext().getTraceId();
            Thread.sleep(5);
            return before + " " + Span.current().getSpanContext().getTraceId();
        }

        @GET
        @Path("vertx")
        public String vertx() throws InterruptedException {
            boolean before = VertxContext.isDuplicatedContext(Vertx.currentContext());
            Thread.sleep(5);
            return before + " " + VertxContext.isDuplicatedContext(Vertx.currentContext());
        }
    }

    @ApplicationScoped
    public static class HeaderMechanism implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            String user = context.request().getHeader("user");
            return user == null ? Uni.createFrom().nullItem()
                    : Uni.createFrom().item(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(user))
                            .addRole("user").build());
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "header"));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }
    }
}
