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

/** A Clerk organization is a workspace; its id is ours. Everything else Clerk tells is noted and left alone. */
@ApplicationScoped
class ClerkOrganizationHandler implements WebhookHandler {

    private static final Pattern WORKSPACE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

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
        return switch (event.path("type").asText()) {
            case "organization.created" -> new WorkspaceCreated(idOf(data), nameOf(data), planOf(data),
                    millis(data, "created_at", occurredAt));
            case "organization.updated" -> new WorkspaceUpdated(idOf(data), nameOf(data), planOf(data),
                    millis(data, "updated_at", occurredAt));
            // Carries neither name nor times of the organization.
            case "organization.deleted" -> new WorkspaceDeleted(idOf(data), occurredAt);
            default -> null;
        };
    }

    private static String idOf(JsonNode organization) {
        String id = organization.path("id").asText();
        if (!WORKSPACE_ID.matcher(id).matches()) {
            throw new UnreadableWebhookException("an organization id that cannot be a workspace's");
        }
        return id;
    }

    private static String nameOf(JsonNode organization) {
        String name = organization.path("name").textValue();
        if (name == null) {
            throw new UnreadableWebhookException("an organization without a name");
        }
        return name;
    }

    /** Only what no browser can write: private metadata first, which no browser can read either. Null when neither says. */
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
            throw new UnreadableWebhookException("a body that is not JSON");
        }
    }
}
