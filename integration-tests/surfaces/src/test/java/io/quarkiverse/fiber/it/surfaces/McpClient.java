package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.given;

import java.util.Map;

import io.opentelemetry.api.trace.TraceId;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/** Calls tools of the MCP server, in a session of its own. */
final class McpClient {

    /** Of each tool that is called for 1: the server hands no trace down. */
    static final String CONTEXTS = "1 ann 1 " + TraceId.getInvalid() + ", ";

    private final Map<String, String> session;

    McpClient() {
        Response initialized = send(Map.of(), """
                {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
                 "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}""");
        session = Map.of("Mcp-Session-Id", initialized.header("Mcp-Session-Id"));
        send(session, """
                {"jsonrpc": "2.0", "method": "notifications/initialized"}""");
    }

    String call(String tool, String id) {
        JsonObject result = new JsonObject(send(session, """
                {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
                 "params": {"name": "%s", "arguments": {"id": "%s"}}}""".formatted(tool, id)).asString())
                .getJsonObject("result");
        String text = result.getJsonArray("content").getJsonObject(0).getString("text");
        return (result.getBoolean("isError") ? "error: " : "") + text;
    }

    private static Response send(Map<String, String> session, String message) {
        return given().header("user", "ann").headers(session).contentType("application/json")
                .accept("application/json, text/event-stream").body(message).post("/mcp");
    }
}
