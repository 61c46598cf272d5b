package io.quarkiverse.fiber.test.virtualthreads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WithoutVirtualThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.replace-virtual-threads", "true")
            .overrideConfigKey("quarkus.virtual-threads.enabled", "false")
            .withEmptyApplication()
            .assertException(e -> assertEquals("quarkus.fiber.replace-virtual-threads=true has no effect:"
                    + " quarkus.virtual-threads.enabled=false has Quarkus run all of them on worker threads", e.getMessage()));

    @Test
    void switchThatCannotWorkFailsTheBuild() {
        fail("the application was built");
    }
}
