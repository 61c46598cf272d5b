package io.quarkiverse.fiber.runtime.cdi;

/** What a method has thrown, as the caller of it expects it: through code that declares no exceptions. */
final class Thrown {

    private Thrown() {
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
