package io.trunkline.webhook.clerk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Topics;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

@QuarkusTest
class ClerkWebhookTest extends WebhookRouterTest {

    private final String organization = "org_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void publishesTheLifeCycleOfAWorkspace() {
        // When
        var created = webhooks.clerk(event("organization.created", "Größe & Söhne 🦷", "{\"plan\":\"Professional\"}", "{}"));
        var updated = webhooks.clerk(event("organization.updated", "Söhne", "{\"plan\":\"enterprise\"}", "{}"));
        var deleted = webhooks.clerk("""
                {"object":"event","type":"organization.deleted","timestamp":1794823299000,
                "data":{"object":"organization","id":"%s","slug":"s","deleted":true}}""".formatted(organization));

        // Then
        assertThat(List.of(created.statusCode(), updated.statusCode(), deleted.statusCode())).containsOnly(204);
        assertThat(events.await(WorkspaceCreated.class, this::isOwn)).isEqualTo(new WorkspaceCreated(organization,
                "Größe & Söhne 🦷", "professional", Instant.ofEpochMilli(1794823200000L)));
        assertThat(events.await(WorkspaceUpdated.class, this::isOwn)).isEqualTo(new WorkspaceUpdated(organization, "Söhne",
                "enterprise", Instant.ofEpochMilli(1794823200777L)));
        assertThat(events.await(WorkspaceDeleted.class, this::isOwn)).isEqualTo(new WorkspaceDeleted(organization,
                Instant.ofEpochMilli(1794823299000L)));
    }

    @ParameterizedTest
    @CsvSource(value = { "{\"plan\":\" STARTER \"}|{}|starter", "{\"plan\":\"starter\"}|{\"plan\":\"Enterprise\"}|enterprise",
            "{}|{}|", "{\"plan\":\"\"}|null|", "{\"plan\":7}|{}|", "null|{\"plan\":null}|" }, delimiter = '|')
    void readsThePlanFromMetadataThatBrowsersCannotWrite(String publicly, String privately, String plan) {
        // When
        webhooks.clerk(event("organization.created", "Acme", publicly, privately));

        // Then
        assertThat(events.await(WorkspaceCreated.class, this::isOwn).plan()).isEqualTo(plan);
    }

    @Test
    void publishesOnceForConcurrentDuplicates() {
        // Given
        String id = "msg_" + UUID.randomUUID();
        String body = event("organization.created", "Acme", "{\"plan\":\"professional\"}", "{}");

        // When
        List<Integer> answers = IntStream.range(0, 40).parallel().mapToObj(i -> webhooks.clerk(id, body).statusCode()).toList();

        // Then
        assertThat(answers).containsOnly(204);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW)).hasSizeGreaterThanOrEqualTo(40));
        String other = "org_after" + organization;
        webhooks.clerk(body.replace(organization, other));
        events.await(WorkspaceCreated.class, event -> event.workspaceId().equals(other));
        soon().untilAsserted(() -> assertThat(events.events(WorkspaceCreated.class)).filteredOn(this::isOwn).hasSize(1));
    }

    @Test
    void recordsAndIgnoresOtherEvents() {
        // Given
        String id = "msg_" + UUID.randomUUID();

        // When
        var answer = webhooks.clerk(id, "{\"type\":\"user.created\",\"data\":{\"id\":\"user_1\"},\"more\":{\"deep\":[1,{}]}}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select outcome from webhook_log where source = 'clerk' and dedupe_key = '" + id + "'"))
                .containsExactly("IGNORED"));
    }

    @Test
    void rejectsEverySignatureExceptTheCorrectRecentOne() {
        // Given
        String body = event("organization.created", "Acme", "{}", "{}");
        long now = Instant.now().getEpochSecond();
        String valid = WebhookClient.signSvix(WebhookSecrets.CLERK, "msg_1", now, body);

        // Then
        assertForgery(webhooks.clerk("whsec_" + "Z3Vlc3NlZC1jbGVyay13ZWJob29rLXNlY3JldC0wMDE=", "msg_1", now, body));
        assertForgery(webhooks.clerk(WebhookSecrets.CLERK, "msg_1", now - 310, body));
        assertForgery(webhooks.clerk(WebhookSecrets.CLERK, "msg_1", now + 310, body));
        assertForgery(post(body));
        assertForgery(post(body, "svix-id", "msg_1", "svix-timestamp", Long.toString(now)));
        assertForgery(post(body, "svix-id", "msg_1", "svix-signature", valid));
        assertForgery(post(body, "svix-timestamp", Long.toString(now), "svix-signature", valid));
        assertForgery(post(body, "svix-id", "msg_2", "svix-timestamp", Long.toString(now), "svix-signature", valid));
        assertForgery(post(body, "svix-id", "msg_1", "svix-timestamp", Long.toString(now), "svix-signature", valid,
                "svix-signature", valid));
        assertForgery(post(body, "svix-id", "msg_1", "svix-id", "msg_2", "svix-timestamp", Long.toString(now), "svix-signature",
                valid));
        assertForgery(post(body + " ", "svix-id", "msg_1", "svix-timestamp", Long.toString(now), "svix-signature", valid));
        assertThat(webhooks.clerk(body).statusCode()).isEqualTo(204);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW)).isNotEmpty());
        assertThat(events.records(Topics.WEBHOOKS_RAW)).extracting(record -> record.headers().lastHeader("dedupe-key").value())
                .doesNotContain("msg_1".getBytes(UTF_8), "msg_2".getBytes(UTF_8));
    }

    @Test
    void acceptsTheOldSecretAndStandardWebhooksHeaders() {
        // Given
        String body = event("organization.created", "Acme", "{}", "{}");
        long now = Instant.now().getEpochSecond();

        // When
        var answer = post(body, "webhook-id", "msg_std" + organization, "webhook-timestamp", Long.toString(now),
                "webhook-signature",
                "v1,AAAA " + WebhookClient.signSvix(WebhookSecrets.OLD_CLERK, "msg_std" + organization, now, body));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        events.await(WorkspaceCreated.class, this::isOwn);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "null", "7", "{}", "{\"type\":7}", "{\"type\":\"organization.created\"" })
    void storesSignedBodiesThatAreNotAnEventForOperators(String body) {
        assertStoredForOperators(body);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":\"org 1\",\"name\":\"n\"}", "{\"id\":\"org\\u0000\",\"name\":\"n\"}",
            "{\"id\":\"org_1\"}",
            "{\"id\":\"org_1\",\"name\":7}", "{\"name\":\"n\"}" })
    void storesAnOrganizationThatCannotBeAWorkspaceForOperators(String organization) {
        assertStoredForOperators("{\"type\":\"organization.created\",\"data\":" + organization + "}");
    }

    private void assertStoredForOperators(String body) {
        String id = "msg_" + UUID.randomUUID();
        assertThat(webhooks.clerk(id, body).statusCode()).isEqualTo(204);
        soon().untilAsserted(
                () -> assertThat(Numbers.query("select reason from unrouted where dedupe_key = '" + id + "' and detail <> ''"))
                        .containsExactly("UNREADABLE"));
    }

    private String event(String type, String name, String publicly, String privately) {
        return """
                {"object":"event","type":"%s","timestamp":1794823200123,"instance_id":"ins_1","data":{"object":"organization",
                "id":"%s","name":"%s","slug":"acme","public_metadata":%s,"private_metadata":%s,
                "created_at":1794823200000,"updated_at":1794823200777}}"""
                .formatted(type, organization, name, publicly, privately);
    }

    private HttpResponse<String> post(String body, String... headers) {
        return webhooks.post(WebhookClient.CLERK, body.getBytes(UTF_8), headers);
    }

    private boolean isOwn(io.trunkline.events.WorkspaceEvent event) {
        return event.workspaceId().equals(organization);
    }

    private static void assertForgery(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"SIGNATURE_INVALID\"");
    }
}
