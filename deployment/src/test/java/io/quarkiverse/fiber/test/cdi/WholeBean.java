package io.quarkiverse.fiber.test.cdi;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.NonBlocking;

@Singleton
@Hooked
public class WholeBean {

    @Inject
    FiberScheduler scheduler;

    public String hooked() {
        return where();
    }

    @NonBlocking
    public String nonBlocking() {
        return where();
    }

    @Hooked("dedicated")
    public String inGroup() {
        return where();
    }

    @Override
    public String toString() {
        return "toString: " + where();
    }

    @Override
    public int hashCode() {
        return where().hashCode();
    }

    @Override
    public boolean equals(Object where) {
        return where.equals("equals: " + where());
    }

    private String where() {
        return Work.where(scheduler);
    }
}
