package io.quarkiverse.fiber.it.surfaces;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class FaultTolerant {

    @Inject
    Where where;

    private final List<String> attempts = new CopyOnWriteArrayList<>();

    public List<String> attempts() {
        return attempts;
    }

    @Hooked
    @Retry(maxRetries = 2, delay = 5)
    public void retry() {
        attempt();
    }

    @Hooked
    @Retry(maxRetries = 2, delay = 5)
    public Uni<Void> retryUni() {
        attempt();
        return Uni.createFrom().voidItem();
    }

    private void attempt() {
        attempts.add(where.am());
        if (attempts.size() < 3) {
            throw new IllegalStateException("of attempt " + attempts.size());
        }
    }

    Uni<Void> attemptUni() {
        try {
            attempt();
            return Uni.createFrom().voidItem();
        } catch (IllegalStateException e) {
            return Uni.createFrom().failure(e);
        }
    }

    /** Its subclass inherits the annotation. */
    @Retry(maxRetries = 2, delay = 5)
    public abstract static class Retried {
    }

    @ApplicationScoped
    public static class RetriedByItsClass extends Retried {

        @Inject
        FaultTolerant bean;

        @Hooked
        public Uni<Void> uni() {
            return bean.attemptUni();
        }
    }

    @Hooked
    @Timeout(50)
    public void timeout(CountDownLatch interrupted) {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Hooked
    @Timeout(50)
    public Uni<Void> timeoutUni(CountDownLatch end) throws InterruptedException {
        end.await();
        return Uni.createFrom().voidItem();
    }

    @Hooked
    @Bulkhead(1)
    public String bulkhead(CountDownLatch entered, CountDownLatch leave) throws InterruptedException {
        entered.countDown();
        leave.await();
        return where.am();
    }

    @Hooked
    @CircuitBreaker(requestVolumeThreshold = 2, delay = 60_000)
    public void circuit() {
        attempts.add(where.am());
        throw new IllegalStateException("of the circuit");
    }

    @Hooked
    @Fallback(fallbackMethod = "instead")
    public String fallback() {
        throw new IllegalStateException(where.am());
    }

    String instead() {
        return where.am();
    }
}
