package io.quarkiverse.fiber.it.surfaces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import io.quarkiverse.fiber.Hooked;
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

    /** Begins on the thread of its caller, and calls a hooked method. */
    @Transactional
    public boolean isJoined() {
        return registry.getTransactionKey().equals(joining.key());
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
    }
}
