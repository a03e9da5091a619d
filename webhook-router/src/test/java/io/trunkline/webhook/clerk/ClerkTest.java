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
import io.trunkline.webhook.Secrets;
import io.trunkline.webhook.Senders;
import io.trunkline.webhook.WebhookRouterTest;

@QuarkusTest
class ClerkTest extends WebhookRouterTest {

    private final String organization = "org_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void tellsOfAWorkspacesWholeLife() {
        // When
        var created = senders.clerk(event("organization.created", "Größe & Söhne 🦷", "{\"plan\":\"Professional\"}", "{}"));
        var updated = senders.clerk(event("organization.updated", "Söhne", "{\"plan\":\"enterprise\"}", "{}"));
        var deleted = senders.clerk("""
                {"object":"event","type":"organization.deleted","timestamp":1794823299000,
                "data":{"object":"organization","id":"%s","slug":"s","deleted":true}}""".formatted(organization));

        // Then
        assertThat(List.of(created.statusCode(), updated.statusCode(), deleted.statusCode())).containsOnly(204);
        assertThat(events.await(WorkspaceCreated.class, this::isOurs)).isEqualTo(new WorkspaceCreated(organization,
                "Größe & Söhne 🦷", "professional", Instant.ofEpochMilli(1794823200000L)));
        assertThat(events.await(WorkspaceUpdated.class, this::isOurs)).isEqualTo(new WorkspaceUpdated(organization, "Söhne",
                "enterprise", Instant.ofEpochMilli(1794823200777L)));
        assertThat(events.await(WorkspaceDeleted.class, this::isOurs)).isEqualTo(new WorkspaceDeleted(organization,
                Instant.ofEpochMilli(1794823299000L)));
    }

    @ParameterizedTest
    @CsvSource(value = { "{\"plan\":\" STARTER \"}|{}|starter", "{\"plan\":\"starter\"}|{\"plan\":\"Enterprise\"}|enterprise",
            "{}|{}|", "{\"plan\":\"\"}|null|", "{\"plan\":7}|{}|", "null|{\"plan\":null}|" }, delimiter = '|')
    void takesThePlanFromMetadataThatNoBrowserCanWrite(String publicly, String privately, String plan) {
        // When
        senders.clerk(event("organization.created", "Acme", publicly, privately));

        // Then
        assertThat(events.await(WorkspaceCreated.class, this::isOurs).plan()).isEqualTo(plan);
    }

    @Test
    void tellsOnceWhatIsDeliveredManyTimesAtOnce() {
        // Given
        String id = "msg_" + UUID.randomUUID();
        String body = event("organization.created", "Acme", "{\"plan\":\"professional\"}", "{}");

        // When
        List<Integer> answers = IntStream.range(0, 40).parallel().mapToObj(i -> senders.clerk(id, body).statusCode()).toList();

        // Then
        assertThat(answers).containsOnly(204);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW)).hasSizeGreaterThanOrEqualTo(40));
        String other = "org_after" + organization;
        senders.clerk(body.replace(organization, other));
        events.await(WorkspaceCreated.class, event -> event.workspaceId().equals(other));
        soon().untilAsserted(() -> assertThat(events.events(WorkspaceCreated.class)).filteredOn(this::isOurs).hasSize(1));
    }

    @Test
    void notesOtherEventsAndLeavesThemAlone() {
        // Given
        String id = "msg_" + UUID.randomUUID();

        // When
        var answer = senders.clerk(id, "{\"type\":\"user.created\",\"data\":{\"id\":\"user_1\"},\"more\":{\"deep\":[1,{}]}}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        soon().untilAsserted(() -> assertThat(
                Numbers.rows("select outcome from webhook_log where source = 'clerk' and dedupe_key = '" + id + "'"))
                .containsExactly("IGNORED"));
    }

    @Test
    void refusesEverySignatureButARightOneOfNow() {
        // Given
        String body = event("organization.created", "Acme", "{}", "{}");
        long now = Instant.now().getEpochSecond();
        String right = Senders.svix(Secrets.CLERK, "msg_1", now, body);

        // Then
        assertForgery(senders.clerk("whsec_" + "Z3Vlc3NlZC1jbGVyay13ZWJob29rLXNlY3JldC0wMDE=", "msg_1", now, body));
        assertForgery(senders.clerk(Secrets.CLERK, "msg_1", now - 310, body));
        assertForgery(senders.clerk(Secrets.CLERK, "msg_1", now + 310, body));
        assertForgery(post(body));
        assertForgery(post(body, "svix-id", "msg_1", "svix-timestamp", Long.toString(now)));
        assertForgery(post(body, "svix-id", "msg_1", "svix-signature", right));
        assertForgery(post(body, "svix-timestamp", Long.toString(now), "svix-signature", right));
        assertForgery(post(body, "svix-id", "msg_2", "svix-timestamp", Long.toString(now), "svix-signature", right));
        assertForgery(post(body, "svix-id", "msg_1", "svix-timestamp", Long.toString(now), "svix-signature", right,
                "svix-signature", right));
        assertForgery(post(body, "svix-id", "msg_1", "svix-id", "msg_2", "svix-timestamp", Long.toString(now), "svix-signature",
                right));
        assertForgery(post(body + " ", "svix-id", "msg_1", "svix-timestamp", Long.toString(now), "svix-signature", right));
        assertThat(senders.clerk(body).statusCode()).isEqualTo(204);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW)).isNotEmpty());
        assertThat(events.records(Topics.WEBHOOKS_RAW)).extracting(record -> record.headers().lastHeader("dedupe-key").value())
                .doesNotContain("msg_1".getBytes(UTF_8), "msg_2".getBytes(UTF_8));
    }

    @Test
    void takesTheOlderSecretAndTheNamesOfStandardWebhooks() {
        // Given
        String body = event("organization.created", "Acme", "{}", "{}");
        long now = Instant.now().getEpochSecond();

        // When
        var answer = post(body, "webhook-id", "msg_std" + organization, "webhook-timestamp", Long.toString(now),
                "webhook-signature", "v1,AAAA " + Senders.svix(Secrets.OLD_CLERK, "msg_std" + organization, now, body));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        events.await(WorkspaceCreated.class, this::isOurs);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "null", "7", "{}", "{\"type\":7}", "{\"type\":\"organization.created\"" })
    void refusesSignedBodiesThatAreNoEvent(String body) {
        HttpResponse<String> answer = senders.clerk(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"MALFORMED_WEBHOOK\"");
    }

    private String event(String type, String name, String publicly, String privately) {
        return """
                {"object":"event","type":"%s","timestamp":1794823200123,"instance_id":"ins_1","data":{"object":"organization",
                "id":"%s","name":"%s","slug":"acme","public_metadata":%s,"private_metadata":%s,
                "created_at":1794823200000,"updated_at":1794823200777}}"""
                .formatted(type, organization, name, publicly, privately);
    }

    private HttpResponse<String> post(String body, String... headers) {
        return senders.post(Senders.CLERK, body.getBytes(UTF_8), headers);
    }

    private boolean isOurs(io.trunkline.events.WorkspaceEvent event) {
        return event.workspaceId().equals(organization);
    }

    private static void assertForgery(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"SIGNATURE_INVALID\"");
    }
}
