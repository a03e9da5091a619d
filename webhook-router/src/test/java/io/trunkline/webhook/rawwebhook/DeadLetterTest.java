package io.trunkline.webhook.rawwebhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.RawTopic;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;

/** Records that are no webhooks become dead letters and do not block their partition. */
@QuarkusTest
class DeadLetterTest extends WebhookRouterTest {

    private static final String API = "/api/admin/dead-letters/webhook-router";
    private static final String DEAD_LETTERS = "trunkline.webhooks-raw.v1.webhook-router.dlq";

    @Test
    void deadLettersUnreadableRecordsAndContinues() {
        // Given
        Backends.kafka().createTopics(List.of(DEAD_LETTERS), 1);
        String number = Numbers.random();
        workspaceWith(number);
        Map<String, String> headers = Map.of("source", "twilio-sms", "dedupe-key", "SM1", "account", "AC1", "content-type", "x",
                "received-at", "1794823200000000");
        try (EventProbe dead = new EventProbe(Backends.kafka().bootstrapServers(), DEAD_LETTERS)) {

            // When
            RawTopic.publish(number, "no headers".getBytes(UTF_8), Map.of());
            RawTopic.publish(number, "x".getBytes(UTF_8), with(headers, "source", "unheard-of"));
            RawTopic.publish(number, "x".getBytes(UTF_8), with(headers, "received-at", "yesterday"));
            webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "after"));

            // Then
            events.await(MessageReceived.class, event -> event.number().equals(number) && event.body().equals("after"));
            soon().untilAsserted(() -> assertThat(dead.records(DEAD_LETTERS)).hasSize(3));
            assertThat(dead.records(DEAD_LETTERS)).allSatisfy(
                    record -> assertThat(record.headers().lastHeader("dead-letter-reason").value()).isNotEmpty());
        }
        List<String> ids = admin().get(API + "?status=open&limit=200").then().statusCode(200).extract()
                .path("deadLetters.findAll { it.key == '" + number + "' && it.consumer == 'webhook-router.webhooks' }.id");
        assertThat(ids).hasSize(3);
        admin().post(API + "/" + ids.get(0) + "/replay").then().statusCode(422).body("code", equalTo("REPLAY_FAILED"))
                .body("detail", startsWith("UnreadableWebhookException"));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new java.util.HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
