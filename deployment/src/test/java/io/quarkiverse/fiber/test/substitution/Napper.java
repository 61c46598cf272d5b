package io.quarkiverse.fiber.test.substitution;

public class Napper extends Thread {
}
