package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An address that a workspace exchanges messages with. Unique by workspace and address. */
@Entity
class Contact {

    @Id
    private UUID id;
    private String workspaceId;
    /** E.164, a short code, or an alphanumeric sender id. */
    private String address;
    private Instant createdAt;
    private Instant lastSeenAt;

    UUID id() {
        return id;
    }

    String address() {
        return address;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }
}
