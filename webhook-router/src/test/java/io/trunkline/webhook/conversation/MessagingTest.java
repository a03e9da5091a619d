package io.trunkline.webhook.conversation;

import static io.restassured.RestAssured.given;

import org.junit.jupiter.api.BeforeEach;

import io.restassured.response.Response;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookRouterTest;

/** A workspace that has a number and sends from it. */
abstract class MessagingTest extends WebhookRouterTest {

    static final String PEER = "+14155550100";

    String number;
    String workspace;

    @BeforeEach
    void aWorkspaceWithANumber() {
        number = Numbers.random();
        workspace = workspaceWith(number);
    }

    Response send(String request) {
        return send(workspace, null, request);
    }

    static Response send(String workspace, String key, String request) {
        var call = given().auth().oauth2(Tokens.workspaceMember(workspace)).contentType("application/json").body(request);
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/api/workspaces/" + workspace + "/messages");
    }
}
