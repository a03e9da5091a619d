package io.trunkline.provisioning.wallet;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

/** An immutable ledger entry. One CAPTURE or one VOID with its {@code holdId} ends a HOLD. */
@Entity
@Immutable
class Transfer {

    enum Kind {
        CREDIT,
        HOLD,
        CAPTURE,
        VOID
    }

    @Id
    private UUID id;
    private String workspaceId;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    private long amountCents;
    private String currency;
    private UUID holdId;
    private String reference;
    /** The reference of a credit, unique in its workspace; null for the other kinds. The database sets it. */
    private String paymentReference;
    private Instant createdAt;

    protected Transfer() {
        // for Hibernate; rows are written by SQL only
    }

    UUID id() {
        return id;
    }

    String workspaceId() {
        return workspaceId;
    }

    Kind kind() {
        return kind;
    }

    long amountCents() {
        return amountCents;
    }

    String currency() {
        return currency;
    }

    UUID holdId() {
        return holdId;
    }

    String reference() {
        return reference;
    }

    Instant createdAt() {
        return createdAt;
    }
}
