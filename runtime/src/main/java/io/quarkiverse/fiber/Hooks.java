package io.quarkiverse.fiber;

import java.lang.ScopedValue.CallableOp;

/**
 * Switches the hooks off for a block of code, and on again inside it:
 *
 * <pre>
 * Socket plain = Hooks.OFF.call(() -&gt; new Socket(host, port));
 * </pre>
 *
 * While they are off each hooked call of the thread is exactly the JDK's, names are looked up in place, and what the calls make
 * are the JDK's own objects: such a call may hold up the carrier of a fiber. Hooked objects that exist stay hooked.
 * <p>
 * The switch belongs to the calling thread, fiber or not, and to the block; threads that the block starts have the hooks on,
 * unless it starts them with a {@code StructuredTaskScope}. Any thread may call any method.
 */
public enum Hooks {

    /** As it is everywhere outside of such a block. */
    ON,
    OFF;

    private static final ScopedValue<Hooks> CURRENT = ScopedValue.newInstance();

    /** How the switch stands for the calling thread. */
    public static Hooks current() {
        return CURRENT.orElse(ON);
    }

    /** Runs a block with the switch like this. */
    public void run(Runnable block) {
        ScopedValue.where(CURRENT, this).run(block);
    }

    /**
     * Runs a block with the switch like this, and returns its result.
     *
     * @throws X what the block throws
     */
    public <T, X extends Throwable> T call(CallableOp<T, X> block) throws X {
        return ScopedValue.where(CURRENT, this).call(block);
    }
}
