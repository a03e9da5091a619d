package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An address that a workspace exchanges messages with. Unique by workspace and address. */
@Entity
class Contact {

    @Id
    UUID id;
    String workspaceId;
    /** E.164, a short code, or an alphanumeric sender id. */
    String address;
    Instant createdAt;
    Instant lastSeenAt;
}
