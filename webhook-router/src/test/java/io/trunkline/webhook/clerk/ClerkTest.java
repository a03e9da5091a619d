package io.trunkline.webhook.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.webhook.WebhookRouterTest;

@QuarkusTest
class ClerkTest extends WebhookRouterTest {

    @Test
    void tellsOfANewWorkspaceAndItsPlan() {
        // When
        var answer = senders.clerk("""
                {"object":"event","type":"organization.created","timestamp":1794823200123,"data":{"object":"organization",
                "id":"org_thin1","name":"Größe & Söhne 🦷","slug":"g","public_metadata":{"plan":"Professional"},
                "private_metadata":{},"created_at":1794823200000,"updated_at":1794823200001}}""");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(events.await(WorkspaceCreated.class, event -> event.workspaceId().equals("org_thin1"))).isEqualTo(
                new WorkspaceCreated("org_thin1", "Größe & Söhne 🦷", "professional", Instant.ofEpochMilli(1794823200000L)));
    }
}
