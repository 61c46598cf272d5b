package io.quarkiverse.fiber.it.demo;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.vertx.http.HttpServerStart;

/** Tells the story, if wanted, on a platform thread of its own as soon as the server is up. */
@Singleton
public class StoryTeller {

    @ConfigProperty(name = "demo.story", defaultValue = "false")
    boolean wanted;

    @Inject
    Story story;

    void serverIsUp(@ObservesAsync HttpServerStart start) {
        if (wanted) {
            // A daemon: Ctrl-C may come in the middle of the story.
            Thread.ofPlatform().name("story").daemon().start(this::tell);
        }
    }

    private void tell() {
        try {
            story.tell();
        } catch (Exception e) {
            System.out.println();
            System.out.println("The story ends here: " + e);
        }
    }
}
