package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;

import org.junit.jupiter.api.Tag;

/** The same in every kind of class. */
@Tag("stress")
class CallFormsStressTest extends CallFormsTest {

    @Override
    List<ClassKind> kinds(Entry entry, CallForm form) {
        return allKinds(entry, form);
    }
}
