package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** What one peer and one number of a workspace said on one channel. */
@Entity
class Conversation {

    @Id
    UUID id;
    String workspaceId;
    @Enumerated(EnumType.STRING)
    Channel channel;
    String number;
    String peer;
    UUID contactId;
    Instant createdAt;
    UUID lastMessageId;
    Instant lastMessageAt;
    String lastMessagePreview;
}
