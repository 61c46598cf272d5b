package io.quarkiverse.fiber.it.surfaces;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.MDC;

import io.quarkiverse.fiber.Hooked;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/** Channels within the application: no broker. */
@ApplicationScoped
public class Channels {

    @Inject
    Where where;

    @Inject
    @Channel("values")
    Emitter<String> values;

    @Inject
    @Channel("unis")
    Emitter<String> unis;

    @Inject
    @Channel("words")
    Emitter<String> words;

    @Inject
    @Channel("virtual-threads")
    Emitter<String> virtualThreads;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    public BlockingQueue<String> received() {
        return received;
    }

    /** Ends when the consumer has ended. */
    public CompletionStage<Void> send(String channel, String payload) {
        return switch (channel) {
            case "values" -> values.send(payload);
            case "unis" -> unis.send(payload);
            case "words" -> words.send(payload);
            default -> virtualThreads.send(payload);
        };
    }

    @Incoming("values")
    @Hooked
    @RunOnVirtualThread
    void value(String payload) {
        if (payload.equals("fail")) {
            throw new IllegalArgumentException("of a consumer");
        }
        MDC.put("id", payload);
        String place = where.am();
        received.add(MDC.get("id") + " " + place);
    }

    @Incoming("unis")
    @Hooked("dedicated")
    Uni<Void> uni(String payload) {
        received.add(payload + " " + where.am());
        return Uni.createFrom().voidItem();
    }

    @Incoming("words")
    @Outgoing("upper-words")
    @Hooked
    Uni<String> processor(String word) {
        return Uni.createFrom().item(word.toUpperCase() + " " + where.am());
    }

    @Incoming("upper-words")
    void last(String word) {
        received.add(word);
    }

    @Incoming("virtual-threads")
    @RunOnVirtualThread
    void onVirtualThread(String payload) {
        received.add(payload + " " + where.am());
    }
}
