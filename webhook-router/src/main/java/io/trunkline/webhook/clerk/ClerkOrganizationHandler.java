package io.trunkline.webhook.clerk;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.WorkspaceEvent;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;
import io.trunkline.webhook.rawwebhook.WebhookHandler;
import io.trunkline.webhook.rawwebhook.WebhookOutcome;

/**
 * Publishes Clerk's organizations as workspaces; the organization id is the workspace id. Other Clerk events are recorded and
 * ignored.
 */
@ApplicationScoped
class ClerkOrganizationHandler implements WebhookHandler {

    static final Pattern WORKSPACE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Outbox outbox;
    private final ObjectMapper json;

    ClerkOrganizationHandler(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public String source() {
        return ClerkEndpoint.SOURCE;
    }

    @Override
    public Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        WorkspaceEvent event = toEvent(parse(webhook.body()), webhook.receivedAt());
        return event == null ? Uni.createFrom().item(WebhookOutcome.IGNORED)
                : outbox.append(event).replaceWith(WebhookOutcome.APPLIED);
    }

    private static WorkspaceEvent toEvent(JsonNode event, Instant receivedAt) {
        JsonNode data = event.path("data");
        Instant occurredAt = millis(event, "timestamp", receivedAt);
        String type = event.path("type").textValue();
        if (type == null) {
            throw new UnreadableWebhookException("The event has no type");
        }
        return switch (type) {
            case "organization.created" -> new WorkspaceCreated(idOf(data), nameOf(data), planOf(data),
                    millis(data, "created_at", occurredAt));
            case "organization.updated" -> new WorkspaceUpdated(idOf(data), nameOf(data), planOf(data),
                    millis(data, "updated_at", occurredAt));
            // The event has neither name nor timestamps of the organization.
            case "organization.deleted" -> new WorkspaceDeleted(idOf(data), occurredAt);
            default -> null;
        };
    }

    private static String idOf(JsonNode organization) {
        String id = organization.path("id").asText();
        if (!WORKSPACE_ID.matcher(id).matches()) {
            throw new UnreadableWebhookException("The organization id is not a valid workspace id");
        }
        return id;
    }

    private static String nameOf(JsonNode organization) {
        String name = organization.path("name").textValue();
        if (name == null) {
            throw new UnreadableWebhookException("The organization has no name");
        }
        return name;
    }

    /**
     * Reads only metadata that browsers cannot write. Private metadata has precedence: browsers cannot read it either. Null
     * when neither has a plan.
     */
    private static String planOf(JsonNode organization) {
        String plan = organization.path("private_metadata").path("plan").textValue();
        if (plan == null) {
            plan = organization.path("public_metadata").path("plan").textValue();
        }
        return plan == null || plan.isBlank() ? null : plan.strip().toLowerCase(Locale.ROOT);
    }

    private static Instant millis(JsonNode object, String field, Instant fallback) {
        JsonNode millis = object.path(field);
        return millis.isIntegralNumber() ? Instant.ofEpochMilli(millis.longValue()) : fallback;
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UnreadableWebhookException("The body is not JSON");
        }
    }
}
