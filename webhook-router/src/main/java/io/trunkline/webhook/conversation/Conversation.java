package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Formula;

/** The messages between one peer and one number of a workspace on one channel. */
@Entity
class Conversation {

    @Id
    UUID id;
    String workspaceId;
    @Enumerated(EnumType.STRING)
    Channel channel;
    String number;
    /** The purpose for which the workspace uses the number; null when it is not known. */
    @Formula("(select use.type from number_use use where use.workspace_id = workspace_id and use.number = number)")
    String numberType;
    String peer;
    UUID contactId;
    Instant createdAt;
    UUID lastMessageId;
    Instant lastMessageAt;
    String lastMessagePreview;
}
