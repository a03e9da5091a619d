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
    UUID id;
    String workspaceId;
    @Enumerated(EnumType.STRING)
    Kind kind;
    long amountCents;
    String currency;
    UUID holdId;
    String reference;
    Instant createdAt;
}
