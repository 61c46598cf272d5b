package io.quarkiverse.fiber.runtime.scheduler;

import java.util.Collection;

import io.quarkiverse.fiber.Fiber;

/** Stacks as text for the log. */
final class Stacks {

    private static final int MOST = 20;

    private Stacks() {
    }

    static String of(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        append(text, stack);
        return text.toString();
    }

    /** The first fibers with what they do and wait for. */
    static String of(Collection<? extends Fiber> fibers) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (Fiber fiber : fibers) {
            if (shown++ == MOST) {
                return text.append("\n... and ").append(fibers.size() - MOST).append(" more").toString();
            }
            text.append('\n').append(fiber);
            fiber.waiting().ifPresent(wait -> text.append(", for ").append(wait.since().toMillis()).append(" ms waiting for ")
                    .append(wait.on()));
            append(text, fiber.thread().getStackTrace());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            text.append("\n\tat ").append(frame);
        }
    }
}
