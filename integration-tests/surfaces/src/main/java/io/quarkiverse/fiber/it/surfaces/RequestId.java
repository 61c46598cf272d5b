package io.quarkiverse.fiber.it.surfaces;

import jakarta.enterprise.context.RequestScoped;

@RequestScoped
public class RequestId {

    private String id;

    public String get() {
        return id;
    }

    public void set(String id) {
        this.id = id;
    }
}
