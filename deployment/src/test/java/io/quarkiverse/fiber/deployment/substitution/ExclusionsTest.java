package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ExclusionsTest {

    @Test
    void patternMatchesTheWholeName() {
        Exclusions exclusions = new Exclusions(List.of("shop.legacy.*", "*Gateway", "shop.Old"));
        assertTrue(exclusions.contains("shop.legacy.ftp.Client"));
        assertTrue(exclusions.contains("shop.PaymentGateway"));
        assertTrue(exclusions.contains("shop.Old"));
        assertFalse(exclusions.contains("shop.Older"));
        assertFalse(exclusions.contains("my.shop.legacy.Client"));
        assertFalse(exclusions.contains("shopXOld"));
    }

    @Test
    void patternThatMatchesNoClassIsAProblem() {
        Exclusions exclusions = new Exclusions(List.of("shop.*", "shop.O*", "store.*"));
        assertTrue(exclusions.contains("shop.Orders"));
        assertEquals(List.of("quarkus.fiber.hook.exclude: no class of the application or of the hooked dependencies matches"
                + " 'store.*'"), exclusions.problems());
    }
}
