package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import org.eclipse.microprofile.faulttolerance.Retry;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Transactions {

    @Inject
    Where where;

    @Inject
    Joining joining;

    @Inject
    TransactionManager manager;

    @Inject
    TransactionSynchronizationRegistry registry;

    @Hooked
    @Transactional
    public String begin(Synchronization end) throws Exception {
        manager.getTransaction().registerSynchronization(end);
        return where.am();
    }

    @Hooked
    @Transactional
    public Uni<String> uni(Synchronization end) throws Exception {
        manager.getTransaction().registerSynchronization(end);
        return Uni.createFrom().item(where.am());
    }

    @Hooked
    @Transactional
    public void fail(Synchronization end) throws Exception {
        begin(end);
        throw new IllegalStateException("rolls back");
    }

    @Hooked
    @Transactional
    public Uni<String> failUni(Synchronization end) throws Exception {
        manager.getTransaction().registerSynchronization(end);
        String place = where.am();
        return Uni.createFrom().failure(() -> new IllegalStateException(place));
    }

    /** The first attempt fails. */
    @Hooked
    @Transactional
    @Retry(delay = 5)
    public Uni<String> retriedUni(AtomicInteger attempts, Synchronization end) throws Exception {
        if (attempts.getAndIncrement() == 0) {
            return Uni.createFrom().failure(new IllegalStateException("of the first attempt"));
        }
        manager.getTransaction().registerSynchronization(end);
        return Uni.createFrom().item(where.am());
    }

    @ConsumeEvent("transaction")
    @Hooked
    @Transactional
    int consume(String event) throws Exception {
        where.am();
        return manager.getStatus();
    }

    /** Begins on the thread of its caller, and calls a hooked method. */
    @Transactional
    public boolean isJoined() {
        return registry.getTransactionKey().equals(joining.key());
    }

    @Transactional
    public void joinFailing(Synchronization end) throws Exception {
        manager.getTransaction().registerSynchronization(end);
        try {
            joining.fail();
        } catch (IllegalStateException e) {
            // of the fiber, which has marked the transaction
        }
    }

    @ApplicationScoped
    public static class Joining {

        @Inject
        Where where;

        @Inject
        TransactionSynchronizationRegistry registry;

        @Hooked
        @Transactional(TxType.MANDATORY)
        public Object key() {
            return where.am().startsWith("fiber ") ? registry.getTransactionKey() : null;
        }

        @Hooked
        @Transactional
        public void fail() {
            throw new IllegalStateException(where.am());
        }
    }
}
