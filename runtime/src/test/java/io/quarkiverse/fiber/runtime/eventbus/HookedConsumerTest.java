package io.quarkiverse.fiber.runtime.eventbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HookedConsumerTest {

    /** No application has started here. */
    @Test
    void messageThatComesBeforeTheStartIsConsumedByTheCaller() throws Exception {
        assertEquals(Thread.currentThread(),
                HookedConsumer.call(null, new Object[0], (instance, arguments) -> Thread.currentThread()));
    }
}
