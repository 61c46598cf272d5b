/**
 * The races of the scheduler's protocols, for jcstress: run queue, wake, owner, timers and retirement.
 * <p>
 * A class is one race of two actors. One that is named {@code Broken...} is the twin of another: the same race against a
 * protocol with exactly one decision wrong, which shows that the race can be seen to fail. No race has a third actor,
 * because jcstress leaves a race out if the machine has fewer processors than it has actors. The {@code README.md} of this
 * module says how to run them.
 */
package io.quarkiverse.fiber.runtime.scheduler;
