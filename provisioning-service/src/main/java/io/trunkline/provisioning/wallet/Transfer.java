package io.trunkline.provisioning.wallet;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

/** Money that moved, or a promise of it; never changed. A HOLD is ended by one CAPTURE or one VOID that names it. */
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
