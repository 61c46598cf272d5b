/**
 * The races of a descriptor's protocols, for jcstress: a fiber's wait against events, deadlines and the close, and the close
 * against threads that poll by themselves. {@link io.quarkiverse.fiber.runtime.scheduler} says what a race is and what a twin.
 */
package io.quarkiverse.fiber.runtime.io;
