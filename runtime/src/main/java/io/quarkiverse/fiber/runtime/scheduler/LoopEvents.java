package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.locks.LockSupport;

/**
 * What the fibers of a carrier wait for besides each other and the clock: events that the loop finds in its select. The
 * scheduler knows nothing else of them than that a rescuer has to find them as well, while the loop is stuck.
 */
public interface LoopEvents {

    /** Of a carrier without descriptors. */
    LoopEvents NONE = new LoopEvents() {
        @Override
        public boolean awaited() {
            return false;
        }

        @Override
        public void behind(boolean behind) {
        }

        @Override
        public Watch watch() {
            Thread rescuer = Thread.currentThread();
            return new Watch() {
                @Override
                public void await(long nanos) {
                    if (nanos > 0) {
                        LockSupport.parkNanos(this, nanos);
                    }
                }

                @Override
                public void wakeup() {
                    LockSupport.unpark(rescuer);
                }

                @Override
                public void close() {
                }
            };
        }
    };

    /** Whether a fiber waits for an event. Any thread. */
    boolean awaited();

    /** Whether the loop has still to run fibers that it has woken, and will before it waits again. Of the loop's thread. */
    void behind(boolean behind);

    /** Has the calling rescuer watch the events too. */
    Watch watch();

    /** A rescuer's watch. All but {@link #wakeup} is for the rescuer only. */
    interface Watch extends AutoCloseable {

        /** Delivers events as they come, for at most {@code nanos}, and returns after the first; 0 only looks. */
        void await(long nanos);

        /** Ends the current {@link #await}, or the next; does nothing after the end. Any thread, never throws. */
        void wakeup();

        /** Hands the events back to the loop. */
        @Override
        void close();
    }
}
