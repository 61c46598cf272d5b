package io.quarkiverse.fiber.test.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Ways in which code of an application waits for longer than a test lasts. */
@ApplicationScoped
public class Waits {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ReentrantLock held = new ReentrantLock();
    private final SynchronousQueue<Object> connections = new SynchronousQueue<>();

    @Inject
    Silence silence;

    /** A thread that never gives it back has the lock. */
    @PostConstruct
    void hold() throws InterruptedException {
        Thread.ofPlatform().start(held::lock).join();
    }

    /**
     * @param how the name of a method of this class
     */
    public void longAs(String how) throws Exception {
        switch (how) {
            case "sleep" -> Thread.sleep(LONG);
            case "read" -> silence.read();
            case "wrapped-read" -> wrappedRead();
            case "lock" -> lock();
            case "pool" -> pool();
            default -> throw new IllegalArgumentException(how);
        }
    }

    private void wrappedRead() {
        try {
            silence.read();
        } catch (IOException e) {
            throw new IllegalStateException("Reading failed", new UncheckedIOException(e));
        }
    }

    private void lock() throws InterruptedException {
        held.lockInterruptibly();
    }

    /** As a pool of JDBC connections does that has none left: it does not tell the cause, and interrupts its thread again. */
    private void pool() throws SQLException {
        try {
            connections.poll(LONG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while acquiring");
        }
    }
}
