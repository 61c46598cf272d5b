package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

class ClassLevelTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(HookedClass.class, Base.class, HookedSubclass.class, Api.class,
                    HookedImplementation.class, NonBlockingClass.class, NonBlockingBase.class,
                    HookedSubclassOfNonBlocking.class, Where.class));

    @Test
    void eachMethodOfTheClassRunsOnAFiber() {
        get("/class/plain").then().statusCode(200).body(startsWith("fiber HookedClass.plain on event-loop-"));
    }

    @Test
    void annotationOfTheMethodWins() {
        get("/class/dedicated").then().statusCode(200).body(startsWith("fiber HookedClass.dedicated on dedicated-"));
    }

    @Test
    void nonBlockingMethodOfAHookedClassStaysOnTheLoop() {
        get("/class/loop").then().statusCode(200).body(startsWith("vert.x-eventloop-thread-"));
    }

    @Test
    void hookedMethodOfANonBlockingClassRunsOnAFiber() {
        get("/non-blocking/hooked").then().statusCode(200).body(startsWith("fiber NonBlockingClass.hooked on event-loop-"));
        get("/non-blocking/loop").then().statusCode(200).body(startsWith("vert.x-eventloop-thread-"));
    }

    @Test
    void inheritedMethodsAreHookedByTheEndpointsClass() {
        get("/sub/plain").then().statusCode(200).body(startsWith("fiber HookedSubclass.plain on event-loop-"));
    }

    @Test
    void nonBlockingClassThatDeclaresAMethodIsNearerThanAHookedSubclass() {
        get("/sub-of-non-blocking").then().statusCode(200).body(startsWith("vert.x-eventloop-thread-"));
    }

    @Test
    void inheritedMethodWithAnAsynchronousTypeRunsOnAFiberToo() {
        get("/sub/uni").then().statusCode(200).body(startsWith("fiber HookedSubclass.uni on event-loop-"));
    }

    @Test
    void implementationOfAnInterfacesMethodIsHookedByItsOwnAnnotation() {
        get("/api").then().statusCode(200).body(startsWith("fiber HookedImplementation.uni on event-loop-"));
    }

    @Path("/class")
    @Hooked
    public static class HookedClass {

        @Inject
        Where where;

        @GET
        @Path("plain")
        public String plain() {
            return where.am();
        }

        @GET
        @Path("dedicated")
        @Hooked("dedicated")
        public String dedicated() {
            return where.am();
        }

        @GET
        @Path("loop")
        @NonBlocking
        public String loop() {
            return where.am();
        }
    }

    @Path("/non-blocking")
    @NonBlocking
    public static class NonBlockingClass {

        @Inject
        Where where;

        @GET
        @Path("hooked")
        @Hooked
        public String hooked() {
            return where.am();
        }

        @GET
        @Path("loop")
        public String loop() {
            return where.am();
        }
    }

    public abstract static class Base {

        @Inject
        Where where;

        @GET
        @Path("plain")
        public String plain() {
            return where.am();
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item(where.am());
        }
    }

    @Path("/sub")
    @Hooked
    public static class HookedSubclass extends Base {
    }

    @NonBlocking
    public abstract static class NonBlockingBase {

        @Inject
        Where where;

        @GET
        public String loop() {
            return where.am();
        }
    }

    @Path("/sub-of-non-blocking")
    @Hooked
    public static class HookedSubclassOfNonBlocking extends NonBlockingBase {
    }

    @Path("/api")
    public interface Api {

        @GET
        Uni<String> uni();
    }

    public static class HookedImplementation implements Api {

        @Inject
        Where where;

        @Override
        @Hooked
        public Uni<String> uni() {
            return Uni.createFrom().item(where.am());
        }
    }
}
