package io.quarkiverse.fiber.it.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts fibers in an application that has neither Vert.x nor an HTTP server. */
@QuarkusMain
public class WhereCommand implements QuarkusApplication {

    @Inject
    FiberScheduler scheduler;

    @Inject
    Work work;

    @Inject
    RequestId requestId;

    @Override
    @ActivateRequestContext
    public int run(String... arguments) throws Exception {
        System.out.println(scheduler.submit(() -> {
            Thread.sleep(10);
            String thread = Thread.currentThread().toString();
            return scheduler.current().orElseThrow().group() + " on " + thread.substring(thread.indexOf('@') + 1);
        }).get());
        requestId.set("of the command");
        System.out.println(work.where());
        return 0;
    }

    @ApplicationScoped
    static class Work {

        @Inject
        FiberScheduler scheduler;

        @Inject
        RequestId requestId;

        @Hooked
        String where() throws InterruptedException {
            Thread.sleep(10);
            return scheduler.current().orElseThrow().name() + ", request " + requestId.get();
        }
    }

    @RequestScoped
    static class RequestId {

        private String id;

        String get() {
            return id;
        }

        void set(String id) {
            this.id = id;
        }
    }
}
