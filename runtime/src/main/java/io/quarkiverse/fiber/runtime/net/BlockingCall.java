package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * What a blocking operation of a channel has around it: an interrupt closes the channel, and who waited is told so, as is who
 * waited while another thread has closed it.
 * <p>
 * For platform threads that is the JDK's own bracket, which has the interrupting thread close the channel. Virtual threads find
 * their interrupt when they wake: the cancellation of a fiber, which may be an interrupt on its way, must leave the channel
 * open.
 */
final class BlockingCall {

    interface Operation {
        /** Positive if it is completed, whatever happens to the channel in the same moment. */
        long run() throws IOException;
    }

    private BlockingCall() {
    }

    static long run(HookedChannel channel, Operation operation) throws IOException {
        return Thread.currentThread().isVirtual() ? onVirtualThread(channel, operation) : onPlatformThread(channel, operation);
    }

    private static long onPlatformThread(HookedChannel channel, Operation operation) throws IOException {
        long result = 0;
        try {
            channel.beginWait();
            channel.requireOpen();
            result = operation.run();
            return result;
        } finally {
            channel.endWait(result > 0);
        }
    }

    private static long onVirtualThread(HookedChannel channel, Operation operation) throws IOException {
        Fiber fiber = Fibers.current();
        boolean ours = Deadlines.exceeded() != null || fiber != null && fiber.isCancelled(); // which the operation tells
        if (Thread.currentThread().isInterrupted() && !ours) {
            throw interrupted(channel);
        }
        try {
            long result = operation.run();
            if (result <= 0 && !channel.isOpen()) {
                throw new AsynchronousCloseException();
            }
            return result;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw interrupted(channel);
        } catch (IOException e) {
            throw channel.isOpen() ? e : new AsynchronousCloseException();
        }
    }

    private static ClosedByInterruptException interrupted(HookedChannel channel) throws IOException {
        channel.close();
        return new ClosedByInterruptException();
    }
}
