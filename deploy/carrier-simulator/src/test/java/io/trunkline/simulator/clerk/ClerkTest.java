package io.trunkline.simulator.clerk;

import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.get;
import static io.trunkline.simulator.Api.json;
import static io.trunkline.simulator.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.svix.Webhook;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class ClerkTest {

    private static final String WEBHOOKS = "/clerk-webhooks";

    WebhookReceiver receiver;

    @ConfigProperty(name = "simulator.clerk.webhook-secret")
    String secret;

    @Test
    void sendsSignedWebhooksForEveryOrganizationChange() {
        // When
        Exchange created = create("Acme Dental Ä", "\"public_metadata\":{\"plan\":\"pro\"},\"created_by\":\"user_1\"");
        String id = created.text("id");
        Exchange renamed = json("PATCH", "/clerk/v1/organizations/" + id, "{\"name\":\"Acme\"}");
        Exchange deleted = json("DELETE", "/clerk/v1/organizations/" + id, null);

        // Then
        await().untilAsserted(() -> assertThat(webhooks(id)).hasSize(3));
        JsonNode event = webhook(id, "organization.created");
        assertThat(event.path("object").asText()).isEqualTo("event");
        assertThat(event.path("timestamp").asLong()).isGreaterThan(1_700_000_000_000L);
        assertThat(event.path("instance_id").asText()).startsWith("ins_");
        assertThat(event.path("event_attributes").path("http_request").path("client_ip").asText()).isEqualTo("127.0.0.1");
        assertThat(event.path("data")).isEqualTo(created.json());
        assertThat(event.path("data").path("public_metadata").path("plan").asText()).isEqualTo("pro");
        assertThat(webhook(id, "organization.updated").path("data")).isEqualTo(renamed.json());
        assertThat(webhook(id, "organization.deleted").path("data")).isEqualTo(deleted.json());
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        assertThat(get("/clerk/v1/organizations/" + id).status()).isEqualTo(404);
        webhooks(id).forEach(request -> assertThatCode(() -> verify(request)).doesNotThrowAnyException());
    }

    @Test
    void mergesMetadataDeeplyAndRemovesNulls() {
        String id = create("Merge", "\"public_metadata\":{\"plan\":\"pro\",\"limits\":{\"a\":1,\"b\":2},\"old\":true}")
                .text("id");

        Exchange merged = json("PATCH", "/clerk/v1/organizations/" + id + "/metadata",
                "{\"public_metadata\":{\"limits\":{\"b\":3},\"old\":null},\"private_metadata\":{\"crm\":\"7\"}}");
        Exchange replaced = json("PATCH", "/clerk/v1/organizations/" + id, "{\"public_metadata\":{\"plan\":\"starter\"}}");

        assertThat(merged.json().path("public_metadata").toString())
                .isEqualTo("{\"plan\":\"pro\",\"limits\":{\"a\":1,\"b\":3}}");
        assertThat(merged.json().path("private_metadata").path("crm").asText()).isEqualTo("7");
        assertThat(replaced.json().path("public_metadata").toString()).isEqualTo("{\"plan\":\"starter\"}");
        assertThat(replaced.json().path("updated_at").asLong()).isGreaterThan(merged.json().path("updated_at").asLong());
        await().untilAsserted(() -> assertThat(webhooks(id)).hasSize(3));
    }

    @Test
    void retriesARejectedWebhookUnderTheSameId() {
        // Given
        receiver.respondWith(WEBHOOKS, 503, 302);

        // When
        String id = create("Retried", "\"slug\":\"retried\"").text("id");

        // Then
        await().untilAsserted(() -> assertThat(delivery(id).path("state").asText()).isEqualTo("DELIVERED"));
        assertThat(webhooks(id)).hasSize(3);
        assertThat(webhooks(id)).extracting(request -> request.header("svix-id"))
                .containsOnly(delivery(id).path("id").asText());
        assertThat(webhooks(id)).extracting(Received::text).containsOnly(webhooks(id).get(0).text());
        JsonNode attempts = delivery(id).path("attempts");
        assertThat(attempts).extracting(attempt -> attempt.path("status").asInt()).containsExactly(503, 302, 200);
        assertThat(delivery(id).path("deliveredAt").asLong()).isEqualTo(attempts.path(2).path("at").asLong());
        assertThat(delivery(id).path("type").asText()).isEqualTo("organization.created");
    }

    @Test
    void failsADeliveryAfterTheLastRetryAndCanResendIt() {
        // Given
        receiver.respondWith(WEBHOOKS, 500, 500, 500, 500);
        String id = create("Failed", "\"slug\":\"failed\"").text("id");
        await().untilAsserted(() -> assertThat(delivery(id).path("state").asText()).isEqualTo("FAILED"));
        assertThat(delivery(id).path("attempts")).hasSize(4);

        // When
        Exchange resent = post("/clerk/deliveries/" + delivery(id).path("id").asText() + "/resend", "");

        // Then
        assertThat(resent.json().path("attempts").path(0).path("status").asInt()).isEqualTo(200);
        assertThat(delivery(id).path("state").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void resendsIdenticalCopies() {
        // Given
        String id = create("Copied", "\"slug\":\"copied\"").text("id");
        await().untilAsserted(() -> assertThat(delivery(id).path("state").asText()).isEqualTo("DELIVERED"));

        // When
        Exchange resent = post("/clerk/deliveries/" + delivery(id).path("id").asText() + "/resend?copies=100", "");

        // Then
        assertThat(resent.json().path("attempts")).hasSize(100);
        assertThat(webhooks(id)).hasSize(101);
        assertThat(webhooks(id)).extracting(Received::text).containsOnly(webhooks(id).get(0).text());
        assertThat(webhooks(id)).extracting(Received::headers).containsOnly(webhooks(id).get(0).headers());
        assertThat(delivery(id).path("attempts")).hasSize(101);
    }

    @ParameterizedTest
    @CsvSource({ "POST, /clerk/v1/organizations, {}, 422", "POST, /clerk/v1/organizations, {\"nam\":\"x\"}, 400",
            "POST, /clerk/v1/organizations, {, 400", "GET, /clerk/v1/organizations/org_none,, 404",
            "PATCH, /clerk/v1/organizations/org_none, {}, 404", "DELETE, /clerk/v1/organizations/org_none,, 404",
            "GET, /clerk/v1/users,, 404" })
    void answersErrorsInClerksFormat(String method, String path, String body, int status) {
        Exchange refused = json(method, path, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("code").asText()).isNotEmpty();
        assertThat(refused.response().body()).doesNotContain("io.trunkline");
    }

    @Test
    void rejectsADuplicateSlugAndGeneratesOneFromTheName() {
        assertThat(create("The Same Name!", "\"max_allowed_memberships\":7").text("slug")).isEqualTo("the-same-name");
        assertThat(create("The Same Name!", "\"max_allowed_memberships\":7").text("slug")).startsWith("the-same-name-");
        assertThat(create("Other", "\"slug\":\"the-same-name\"").status()).isEqualTo(422);
    }

    @Test
    void rejectsResendingAnUnknownDelivery() {
        assertThat(post("/clerk/deliveries/msg_none/resend", "").status()).isEqualTo(404);
        assertThat(post("/clerk/deliveries/msg_none/resend?copies=0", "").status()).isEqualTo(400);
    }

    private static Exchange create(String name, String more) {
        return post("/clerk/v1/organizations", "{\"name\":\"" + name + "\"," + more + "}");
    }

    private static JsonNode delivery(String organization) {
        return elements(get("/clerk/deliveries?organization=" + organization).json().path("deliveries")).get(0);
    }

    private List<Received> webhooks(String organization) {
        return receiver.requestsTo(WEBHOOKS).stream().filter(request -> request.text().contains(organization)).toList();
    }

    private JsonNode webhook(String organization, String type) {
        return webhooks(organization).stream().map(ClerkTest::parse)
                .filter(event -> event.path("type").asText().equals(type)).findFirst().orElseThrow();
    }

    private void verify(Received request) throws Exception {
        new Webhook(secret).verify(request.text(), Map.of("svix-id", List.of(request.header("svix-id")), "svix-timestamp",
                List.of(request.header("svix-timestamp")), "svix-signature", List.of(request.header("svix-signature"))));
    }

    private static JsonNode parse(Received request) {
        try {
            return new ObjectMapper().readTree(request.text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
