package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.trunkline.webhook.rawwebhook.RawWebhook;

/** A complete webhook without a known owner, or one that is not understood. */
@Entity
@Table(name = "unrouted")
class UnroutedWebhook {

    @Id
    private UUID id;
    private String source;
    private String number;
    private String reason;
    /** What is not understood; null for other reasons. */
    private String detail;
    private Instant receivedAt;
    private String dedupeKey;
    private String account;
    private String subject;
    private String contentType;
    private byte[] body;

    static UnroutedWebhook of(UUID id, RawWebhook webhook, UnroutedReason reason, String detail) {
        UnroutedWebhook unrouted = new UnroutedWebhook();
        unrouted.id = id;
        unrouted.source = webhook.source();
        unrouted.number = webhook.key();
        unrouted.reason = reason.name();
        unrouted.detail = detail;
        unrouted.receivedAt = webhook.receivedAt();
        unrouted.dedupeKey = webhook.dedupeKey();
        unrouted.account = webhook.account();
        unrouted.subject = webhook.subject();
        unrouted.contentType = webhook.contentType();
        unrouted.body = webhook.body();
        return unrouted;
    }

    RawWebhook webhook() {
        return new RawWebhook(source, number, dedupeKey, account, subject, contentType, receivedAt, body);
    }

    UUID id() {
        return id;
    }

    String source() {
        return source;
    }

    String number() {
        return number;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    String dedupeKey() {
        return dedupeKey;
    }
}
