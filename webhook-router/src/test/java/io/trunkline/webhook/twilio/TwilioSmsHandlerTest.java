package io.trunkline.webhook.twilio;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.events.Topics;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

@QuarkusTest
class TwilioSmsHandlerTest extends WebhookRouterTest {

    private String number;
    private String workspace;

    @BeforeEach
    void aWorkspaceWithANumber() {
        number = Numbers.random();
        workspace = workspaceWith(number);
    }

    @Test
    void routesATextToTheNumbersWorkspace() {
        // When
        Map<String, String> text = WebhookClient.text("+14155550100", number, "Hello");
        var answer = webhooks.twilio(WebhookClient.SMS, text);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/xml");
        assertThat(answer.body()).endsWith("<Response/>");
        MessageReceived received = received("Hello");
        assertThat(received.workspaceId()).isEqualTo(workspace);
        assertThat(received.channel()).isEqualTo("sms");
        assertThat(received.peer()).isEqualTo("+14155550100");
        assertThat(received.mediaUrls()).isEmpty();
        assertThat(received.carrier()).isEqualTo("twilio");
        assertThat(received.carrierMessageId()).isEqualTo(text.get("MessageSid"));
    }

    @Test
    void publishesTheOriginalBytesWithTheirMetadata() {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, "Größe 👋 & a=b");

        // When
        webhooks.twilio(WebhookClient.SMS, text);

        // Then
        received("Größe 👋 & a=b");
        var raw = events.records(Topics.WEBHOOKS_RAW).get(0);
        assertThat(raw.key()).isEqualTo(number);
        assertThat(raw.value()).isEqualTo(WebhookClient.encode(text));
        assertThat(header(raw, "source")).isEqualTo("twilio-sms");
        assertThat(header(raw, "account")).isEqualTo(WebhookSecrets.ACCOUNT);
        assertThat(header(raw, "dedupe-key")).isEqualTo(text.get("MessageSid"));
        assertThat(header(raw, "content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(header(raw, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertThat(Long.parseLong(header(raw, "received-at"))).isGreaterThan(1_600_000_000_000_000L);
    }

    @Test
    void storesTheLongestEmojiTextByteForByte() {
        // Given
        String body = "👩🏽‍🚀é\u200d\r\n\t".repeat(400).substring(0, 3200);
        String emoji = "🦷".repeat(1600);

        // When
        assertThat(webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, emoji)).statusCode())
                .isEqualTo(200);
        assertThat(webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, body)).statusCode())
                .isEqualTo(200);

        // Then
        assertThat(received(emoji).body().getBytes(UTF_8)).hasSize(6400).isEqualTo(emoji.getBytes(UTF_8));
        received(body);
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "' order by id"))
                .containsExactly(emoji, body);
        assertThat(Numbers.query("select last_message_preview from conversation where workspace_id = '" + workspace + "'"))
                .singleElement().satisfies(preview -> assertThat(body).startsWith(preview));
    }

    @Test
    void storesTenMediaAddresses() {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, "");
        text.put("MessageSid", "MM" + text.get("MessageSid").substring(2));
        text.put("NumMedia", "10");
        IntStream.range(0, 10).forEach(i -> {
            text.put("MediaUrl" + i, "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME" + i + "?a=b&c=d");
            text.put("MediaContentType" + i, "image/jpeg");
        });

        // When
        assertThat(webhooks.twilio(WebhookClient.SMS, text).statusCode()).isEqualTo(200);

        // Then
        assertThat(received("").mediaUrls()).hasSize(10)
                .endsWith("https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME9?a=b&c=d");
    }

    @Test
    void storesDuplicatesOnce() {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, "once");
        byte[] body = WebhookClient.encode(text);
        String signature = TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS, text);

        // When
        List<Integer> answers = IntStream.range(0, 40).parallel().mapToObj(i -> webhooks.post(WebhookClient.SMS, body,
                "X-Twilio-Signature", signature, "I-Twilio-Idempotency-Token", UUID.randomUUID().toString()).statusCode())
                .toList();
        received("once");
        text.put("ErrorCode", "11200");
        text.put("ErrorUrl", WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS);
        var atFallback = webhooks.twilio(WebhookClient.SMS + "?fallback=1", text);
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "later"));

        // Then
        assertThat(answers).containsOnly(200);
        assertThat(atFallback.statusCode()).isEqualTo(200);
        received("later");
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "' order by id"))
                .containsExactly("once", "later");
        assertThat(events.events(MessageReceived.class)).filteredOn(event -> event.number().equals(number)).hasSize(2);
    }

    @Test
    void continuesTheConversationOfEachPeerOnEachChannel() {
        // When
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "one"));
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "two"));
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550111", number, "three"));
        Map<String, String> whatsapp = WebhookClient.text("whatsapp:+14155550100", "whatsapp:" + number, "four");
        webhooks.twilio(WebhookClient.SMS, whatsapp);
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("72345", number, "five"));

        // Then
        MessageReceived one = received("one");
        assertThat(received("two").conversationId()).isEqualTo(one.conversationId());
        assertThat(received("three").conversationId()).isNotEqualTo(one.conversationId());
        MessageReceived four = received("four");
        assertThat(four.channel()).isEqualTo("whatsapp");
        assertThat(four.peer()).isEqualTo("+14155550100");
        assertThat(four.conversationId()).isNotEqualTo(one.conversationId());
        assertThat(four.contactId()).isEqualTo(one.contactId());
        assertThat(received("five").peer()).isEqualTo("72345");
        assertThat(Numbers.query("select count(*) from contact where workspace_id = '" + workspace + "'")).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "STOP", "START", "HELP", "" })
    void storesKeywordsAndEmptyTextsLikeAnyOther(String body) {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, body);
        text.put("OptOutType", body);

        // When
        webhooks.twilio(WebhookClient.SMS, text);

        // Then
        assertThat(received(body).workspaceId()).isEqualTo(workspace);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ACME", "My Bank 24", "A", "H&M", "AT&T-Alert", "Anonymous" })
    void routesATextFromAnAlphanumericSender(String sender) {
        // When
        var answer = webhooks.twilio(WebhookClient.SMS, WebhookClient.text(sender, number, "Your code is 1234"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received("Your code is 1234").peer()).isEqualTo(sender);
    }

    @Test
    void removesTheNullCharacter() {
        assertThat(webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "a\0b\0")).statusCode())
                .isEqualTo(200);
        received("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = { "From=12", "From=+1415555010x", "From=rcs:acme_agent", "From=Twelve chars", "From=whatsapp:12345",
            "From=whatsapp:+14155550100", "From=", "NumMedia=11", "NumMedia=-1", "NumMedia=01", "NumMedia=some" })
    void storesAnUnreadableTextAsUnrouted(String parameter) {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, "Hello");
        text.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));

        // When
        var answer = webhooks.twilio(WebhookClient.SMS, text);
        events.publish(Numbers.assigned(number, workspace, Numbers.now()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        WebhookUnrouted unrouted = events.await(WebhookUnrouted.class, event -> event.number().equals(number));
        assertThat(unrouted.reason()).isEqualTo("UNREADABLE");
        given().auth().oauth2(Tokens.platformAdmin()).get("/api/admin/webhooks/unrouted").then().statusCode(200)
                .body("webhooks[0].id", equalTo(unrouted.webhookId().toString()))
                .body("webhooks[0].reason", equalTo("UNREADABLE"))
                .body("webhooks[0].providerId", equalTo(text.get("MessageSid")));
        assertThat(Numbers.query("select outcome from webhook_log where dedupe_key = '" + text.get("MessageSid") + "'"))
                .containsExactly("PARKED");
    }

    @Test
    void doesNotRerouteUnreadableTexts() {
        // Given
        String unowned = Numbers.random();
        Instant before = Numbers.now();
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("rcs:acme_agent", unowned, "strange"));
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("ACME", unowned, "known"));
        soon().untilAsserted(() -> assertThat(events.events(WebhookUnrouted.class)).hasSize(2));

        // When
        events.publish(Numbers.assigned(unowned, workspace, before));

        // Then
        assertThat(events.await(MessageReceived.class, event -> event.number().equals(unowned)).body()).isEqualTo("known");
        assertThat(Numbers.query("select reason from unrouted where number = '" + unowned + "'")).containsExactly("UNREADABLE");
    }

    private MessageReceived received(String body) {
        return events.await(MessageReceived.class, event -> event.number().equals(number) && event.body().equals(body));
    }

    private static String header(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
