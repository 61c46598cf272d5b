package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class ReturnTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Where.class));

    @ParameterizedTest
    @ValueSource(strings = { "plain", "response", "uni", "uni-later", "stage", "stage-later", "multi" })
    void bodyOfTheMethodRunsOnAFiber(String path) {
        get("/types/" + path).then().statusCode(200).body(startsWith("fiber Resource."));
    }

    @Test
    void voidMethodAnswersNoContent() {
        get("/types/nothing").then().statusCode(204);
    }

    @Test
    void streamOfSeveralItemsArrivesWhole() {
        get("/types/stream").then().statusCode(200).body(equalTo("0123456789"));
    }

    @Test
    void largeRequestBodyIsReadOnTheFiber() {
        String body = "x".repeat(200_000);
        given().body(body).post("/types/length").then().statusCode(200).body(equalTo("200000"));
    }

    @Test
    void thrownExceptionIsMappedAsUsual() {
        get("/types/teapot").then().statusCode(418);
    }

    @Test
    void unexpectedExceptionIsAnInternalError() {
        get("/types/fails").then().statusCode(500);
    }

    @Hooked
    @Path("/types")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Resource {

        @Inject
        Where where;

        @GET
        @Path("plain")
        public String plain() throws InterruptedException {
            Thread.sleep(2);
            return where.am();
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.ok(where.am()).build();
        }

        @GET
        @Path("uni")
        public Uni<String> uni() throws InterruptedException {
            Thread.sleep(2);
            return Uni.createFrom().item(where.am());
        }

        @GET
        @Path("uni-later")
        public Uni<String> uniLater() {
            String here = where.am();
            return Uni.createFrom().completionStage(CompletableFuture.supplyAsync(() -> here, later()));
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() throws InterruptedException {
            Thread.sleep(2);
            return CompletableFuture.completedFuture(where.am());
        }

        @GET
        @Path("stage-later")
        public CompletionStage<String> stageLater() {
            String here = where.am();
            return CompletableFuture.supplyAsync(() -> here, later());
        }

        @GET
        @Path("multi")
        public Multi<String> multi() throws InterruptedException {
            Thread.sleep(2);
            return Multi.createFrom().item(where.am());
        }

        @GET
        @Path("stream")
        public Multi<String> stream() {
            return Multi.createFrom().range(0, 10).map(String::valueOf);
        }

        @GET
        @Path("nothing")
        public void nothing() throws InterruptedException {
            Thread.sleep(2);
        }

        @POST
        @Path("length")
        public int length(String body) {
            return body.length();
        }

        @GET
        @Path("teapot")
        public String teapot() {
            throw new WebApplicationException(418);
        }

        @GET
        @Path("fails")
        public String fails() {
            throw new IllegalStateException("on purpose");
        }

        private static Executor later() {
            return CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
        }
    }
}
