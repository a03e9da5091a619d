package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.trunkline.webhook.rawlog.RawWebhook;

/** A webhook that waits for its number's owner, or for somebody who understands it, whole. */
@Entity
class Unrouted {

    @Id
    UUID id;
    String source;
    String number;
    String reason;
    Instant receivedAt;
    String dedupeKey;
    String account;
    String contentType;
    byte[] body;

    static Unrouted of(UUID id, RawWebhook webhook, String number, Reason reason) {
        Unrouted parked = new Unrouted();
        parked.id = id;
        parked.source = webhook.source();
        parked.number = number;
        parked.reason = reason.name();
        parked.receivedAt = webhook.receivedAt();
        parked.dedupeKey = webhook.dedupeKey();
        parked.account = webhook.account();
        parked.contentType = webhook.contentType();
        parked.body = webhook.body();
        return parked;
    }

    RawWebhook webhook() {
        return new RawWebhook(source, number, dedupeKey, account, contentType, receivedAt, body);
    }
}
