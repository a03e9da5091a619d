package io.trunkline.webhook.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;

/** A workspace without its own number sends from the platform's. */
@QuarkusTest
@TestProfile(PlatformNumberTest.WithAPlatformNumber.class)
class PlatformNumberTest extends WebhookRouterTest {

    private static final String PLATFORM = "+18885550142";
    private static final String PEER = "+14155550100";

    public static class WithAPlatformNumber implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("trunkline.platform-number.e164", PLATFORM, "trunkline.platform-number.carrier", "telnyx");
        }
    }

    @Test
    void sendsFromThePlatformNumberWithoutAnOwnNumber() {
        Response answer = send("org_without" + System.nanoTime());

        answer.then().statusCode(202).body("from", equalTo(PLATFORM));
        UUID id = UUID.fromString(answer.path("id"));
        assertThat(events.await(SendMessage.class, command -> command.messageId().equals(id)))
                .satisfies(command -> assertThat(command.from()).isEqualTo(PLATFORM))
                .satisfies(command -> assertThat(command.carrier()).isEqualTo("telnyx"));
    }

    @Test
    void sendsFromTheOwnNumber() {
        String number = Numbers.random();

        send(workspaceWith(number)).then().statusCode(202).body("from", equalTo(number));
    }

    @Test
    void storesRepliesToThePlatformNumberAsUnrouted() {
        String workspace = "org_without" + System.nanoTime();
        send(workspace).then().statusCode(202);

        webhooks.twilio(WebhookClient.SMS, WebhookClient.text(PEER, PLATFORM, "Who is this?"));

        events.await(WebhookUnrouted.class, event -> event.number().equals(PLATFORM));
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "'")).containsExactly("x");
    }

    private static Response send(String workspace) {
        return given().auth().oauth2(Tokens.workspaceMember(workspace)).contentType(ContentType.JSON)
                .body("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}")
                .post("/api/workspaces/" + workspace + "/messages");
    }
}
