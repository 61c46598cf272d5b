package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ContinuousTestingTestUtils;
import io.quarkus.test.QuarkusDevModeTest;

@Tag("stress")
class ContinuousTestingTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(PackagedResource.class)
                    .add(new StringAsset(ContinuousTestingTestUtils.appProperties()), "application.properties"))
            .setTestArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class).addClass(ContinuousET.class));

    @Test
    void testsAreHookedAndRunAgainAfterAnEdit() {
        ContinuousTestingTestUtils tests = new ContinuousTestingTestUtils();
        ContinuousTestingTestUtils.TestStatus first = tests.waitForNextCompletion();
        assertEquals(0, first.getTestsFailed());
        assertEquals(2, first.getTestsPassed());
        APP.modifySourceFile(PackagedResource.class, source -> source.replace("new Socket()", "new java.net.ServerSocket()")
                .replace("(Socket socket", "(java.net.ServerSocket socket"));
        ContinuousTestingTestUtils.TestStatus second = tests.waitForNextCompletion();
        assertEquals(1, second.getTestsFailed(), "the one of the endpoint");
        APP.modifySourceFile(PackagedResource.class, source -> source.replace("new java.net.ServerSocket()", "new Socket()")
                .replace("(java.net.ServerSocket socket", "(Socket socket"));
        ContinuousTestingTestUtils.TestStatus third = tests.waitForNextCompletion();
        assertEquals(0, third.getTestsFailed());
    }
}
