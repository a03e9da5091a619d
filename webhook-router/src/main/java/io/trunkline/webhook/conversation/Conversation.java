package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Formula;

/** What one peer and one number of a workspace said on one channel. */
@Entity
class Conversation {

    @Id
    UUID id;
    String workspaceId;
    @Enumerated(EnumType.STRING)
    Channel channel;
    String number;
    /** What the workspace uses the number for; null when nobody said. */
    @Formula("(select use.type from number_use use where use.workspace_id = workspace_id and use.number = number)")
    String numberType;
    String peer;
    UUID contactId;
    Instant createdAt;
    UUID lastMessageId;
    Instant lastMessageAt;
    String lastMessagePreview;
}
