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
    private UUID id;
    private String workspaceId;
    @Enumerated(EnumType.STRING)
    private Channel channel;
    private String number;
    /** The purpose for which the workspace uses the number; null when it is not known. */
    @Formula("(select use.type from number_use use where use.workspace_id = workspace_id and use.number = number)")
    private String numberType;
    private String peer;
    private UUID contactId;
    private Instant createdAt;
    private UUID lastMessageId;
    private Instant lastMessageAt;
    private String lastMessagePreview;

    UUID id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    String number() {
        return number;
    }

    String numberType() {
        return numberType;
    }

    String peer() {
        return peer;
    }

    UUID contactId() {
        return contactId;
    }

    Instant createdAt() {
        return createdAt;
    }

    UUID lastMessageId() {
        return lastMessageId;
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    String lastMessagePreview() {
        return lastMessagePreview;
    }
}
