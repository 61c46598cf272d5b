package io.quarkiverse.fiber.it.surfaces;

import jakarta.inject.Inject;

import org.jboss.logging.MDC;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/** Tools of the MCP server, which makes a bean of the class. */
public class Tools {

    @Inject
    RequestId requestId;

    @Inject
    Contexts contexts;

    @Tool
    @Hooked
    String hooked(String id) {
        return here(id);
    }

    @Tool
    @Hooked
    Uni<String> uni(String id) {
        return Uni.createFrom().item(here(id));
    }

    @Tool
    @Hooked
    String failing(String id) {
        throw new ToolCallException(here(id));
    }

    @Tool
    @Hooked
    @RunOnVirtualThread
    String hookedOnVirtualThread(String id) {
        return here(id);
    }

    @Tool
    @RunOnVirtualThread
    String onVirtualThread(String id) {
        return here(id);
    }

    @Tool
    String plain(String id) {
        return here(id);
    }

    private String here(String id) {
        requestId.set(id);
        MDC.put("id", id);
        return contexts.here();
    }
}
