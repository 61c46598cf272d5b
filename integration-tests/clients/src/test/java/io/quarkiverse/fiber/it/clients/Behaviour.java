package io.quarkiverse.fiber.it.clients;

/** What a peer does once it does no longer what its clients expect. Most begin where a client says so. */
enum Behaviour {

    BLACK_HOLE("does not answer a connect"),
    ACCEPTS_ONLY("accepts and says nothing"),
    SILENCE("falls silent"),
    DRIP("answers one byte per 100 ms"),
    HALF("answers half and falls silent"),
    RESET("resets in the middle of its answer"),
    DEAF("does not read any more");

    private final String text;

    Behaviour(String text) {
        this.text = text;
    }

    /** Whether new connections have it without anything being said. */
    boolean isFromTheStart() {
        return this == BLACK_HOLE || this == ACCEPTS_ONLY;
    }

    @Override
    public String toString() {
        return text;
    }
}
